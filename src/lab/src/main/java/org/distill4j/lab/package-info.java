/**
 * The launcher: finds or installs Jupyter, tells it of the Java kernel, opens JupyterLab, and
 * executes notebooks without a browser.
 *
 * <pre>{@code
 * Jupyter jupyter = Project.here().jupyter(System.out::println);
 * NotebookRun run = NotebookRun.of(jupyter, Path.of("notebooks/01-what-the-teacher-knows.ipynb"));
 * NotebookRun.Report report = run.writeTo(Path.of("target/01.ipynb"));
 * }</pre>
 */
@NullMarked
package org.distill4j.lab;

import org.jspecify.annotations.NullMarked;
