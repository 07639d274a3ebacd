/**
 * Classifiers, and the two roles they play: teacher and student.
 *
 * <pre>{@code
 * Student student = Student.mlp(784).hidden(30, 30).classes(10).seed(7).build();
 * }</pre>
 */
@NullMarked
package org.distill4j.model;

import org.jspecify.annotations.NullMarked;
