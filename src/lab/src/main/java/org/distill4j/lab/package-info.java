/**
 * The command line of a checkout: finds or installs Jupyter, tells it of the Java kernel, opens
 * JupyterLab, executes notebooks without a browser, releases and grades assignments.
 *
 * <pre>{@code
 * Main.main(new String[] {"run", "--notebook=notebooks/00-start-here.ipynb", "--out=target/00.ipynb"});
 * }</pre>
 */
@NullMarked
package org.distill4j.lab;

import org.jspecify.annotations.NullMarked;
