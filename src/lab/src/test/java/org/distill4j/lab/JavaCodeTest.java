package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JavaCodeTest {

  static Stream<Arguments> sources() {
    return Stream.of(
        Arguments.of("a(); // class Check", "a(); "),
        Arguments.of("a(/* class\nCheck */ 1);", "a(  1);"),
        Arguments.of("a(\"// no comment\"); b();", "a(\"\"); b();"),
        Arguments.of("a(\"\\\"; b(\"); c();", "a(\"\"); c();"),
        Arguments.of("a('\"'); b('\\'');", "a(\"\"); b(\"\");"),
        Arguments.of("a(\"\"\"\n\"x\" \\\"\"\" y\n\"\"\"); b();", "a(\"\"); b();"),
        Arguments.of("cl\\u0061ss \\uuu0043heck { }", "class Check { }"),
        Arguments.of("a(\"\\\\u0041\"); b();", "a(\"\"); b();"),
        Arguments.of("a(\"never closed\nb();", "a(\"\"\nb();"),
        Arguments.of("\\u00", "\\u00"),
        Arguments.of("/* never closed", " "),
        Arguments.of("a(\"\\", "a(\"\""),
        Arguments.of("/", "/"));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void commentsAndTextsAreGoneAndEscapesResolved(String source, String code) {
    assertEquals(code, JavaCode.of(source));
  }

  @Test
  void longTextsAreReadWithoutRecursion() {
    String text = "\\\"x".repeat(100_000);
    assertEquals("a(\"\");", JavaCode.of("a(\"" + text + "\");"));
  }
}
