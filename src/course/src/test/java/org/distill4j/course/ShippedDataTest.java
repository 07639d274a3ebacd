package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedDataTest {

  private static final Path DATA = Path.of("data");
  private static final Pattern SUM = Pattern.compile("(?m)^([0-9a-f]{64})  (\\S+)$");

  @Test
  void everyFileHasTheChecksumThatIsWritten() throws IOException, NoSuchAlgorithmException {
    Map<String, String> written = new TreeMap<>();
    Matcher sums = SUM.matcher(Files.readString(DATA.resolve("README.md")));
    while (sums.find()) {
      written.put(sums.group(2), sums.group(1));
    }
    Map<String, String> found = new TreeMap<>();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : packed(".gz", ".zip", ".transfer")) {
      byte[] sum = digest.digest(Files.readAllBytes(file));
      found.put(DATA.relativize(file).toString().replace('\\', '/'), HexFormat.of().formatHex(sum));
    }
    assertEquals(written, found);
  }

  @Test
  void withoutTheTeachersTheyAreSmall() throws IOException {
    long bytes = 0;
    for (Path file : packed(".gz")) {
      bytes += Files.size(file);
    }
    assertTrue(bytes < 35_000_000, () -> "they are too large");
  }

  private static Iterable<Path> packed(String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(DATA)) {
      return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).toList();
    }
  }

  @Test
  void theNoticesThatLicencesWantKeptAreThere() throws IOException {
    String wordnet = Files.readString(DATA.resolve("text/LICENSE"));
    assertTrue(wordnet.contains("by Princeton University.  All rights reserved."));
    assertTrue(wordnet.contains("that the same appear on ALL copies of the software"));
    String fashion = Files.readString(DATA.resolve("fashion-mnist/LICENSE"));
    assertTrue(fashion.contains("Copyright © 2017 Zalando SE"));
  }
}
