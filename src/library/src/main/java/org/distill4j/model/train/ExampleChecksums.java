package org.distill4j.model.train;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Thousands;
import org.distill4j.loss.Targets;
import org.nd4j.linalg.api.ndarray.INDArray;

/** SHA-256 of everything that training examples are made of, part by part. */
final class ExampleChecksums {

  private ExampleChecksums() {}

  static Map<String, String> of(Batches examples) {
    MessageDigest features = Checksum.sha256();
    MessageDigest labels = Checksum.sha256();
    MessageDigest logits = Checksum.sha256();
    List<MessageDigest> hints = new ArrayList<>();
    Thousands.forEach(
        examples.size(),
        (from, to) -> {
          int[] rows = IntStream.range(from, to).toArray();
          ArrayBytes.add(examples.features(rows), features);
          Targets targets = examples.targets(rows);
          ArrayBytes.add(targets.labels(), labels);
          ArrayBytes.add(targets.teacherLogits(), logits);
          List<INDArray> others = examples.hints(rows);
          for (int i = 0; i < others.size(); i++) {
            if (from == 0) {
              hints.add(Checksum.sha256());
            }
            ArrayBytes.add(others.get(i), hints.get(i));
          }
        });
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("examples", Integer.toString(examples.size()));
    sums.put("features of the examples", text(features));
    sums.put("labels of the examples", text(labels));
    sums.put("teacher's logits", text(logits));
    for (int i = 0; i < hints.size(); i++) {
      sums.put("hints " + (i + 1), text(hints.get(i)));
    }
    return sums;
  }

  static Map<String, String> of(Dataset validation) {
    MessageDigest features = Checksum.sha256();
    MessageDigest labels = Checksum.sha256();
    Thousands.forEach(
        validation.size(),
        (from, to) -> {
          int[] rows = IntStream.range(from, to).toArray();
          ArrayBytes.add(validation.features(rows), features);
          ArrayBytes.add(validation.labels(rows), labels);
        });
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("validation examples", Integer.toString(validation.size()));
    sums.put("features of the validation examples", text(features));
    sums.put("labels of the validation examples", text(labels));
    return sums;
  }

  private static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
