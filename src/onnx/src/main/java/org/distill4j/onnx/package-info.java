/**
 * Teachers from elsewhere, on ONNX Runtime: a classifier out of an ONNX file.
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
