/**
 * What a student that leaves this library takes along: where it comes from.
 *
 * <pre>{@code
 * student.saveOnnx(Path.of("digits.onnx"), set.origin().withTemperature(8));
 * }</pre>
 */
@NullMarked
package org.distill4j.export;

import org.jspecify.annotations.NullMarked;
