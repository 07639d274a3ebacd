/**
 * ONNX files: written, and evaluated again before they are kept; for this library's own packages.
 *
 * <pre>{@code
 * OnnxFile.write(network, Origin.unknown(), Path.of("student.onnx"));
 * }</pre>
 */
@NullMarked
package org.distill4j.export.internal.onnx;

import org.jspecify.annotations.NullMarked;
