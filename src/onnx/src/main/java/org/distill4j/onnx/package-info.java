/**
 * Teachers from elsewhere, on ONNX Runtime: a classifier out of an ONNX file, a transformer that
 * turns texts into vectors, and the table of token vectors that it can be distilled into.
 *
 * <pre>{@code
 * try (OnnxTeacher teacher = OnnxTeacher.load(Path.of("resnet.onnx"))) {
 *   TransferSet set = TransferSet.label(train, teacher);
 * }
 * }</pre>
 */
@NullMarked
package org.distill4j.onnx;

import org.jspecify.annotations.NullMarked;
