package org.distill4j.lab;

import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nbgrader's rules: the first output that says how many points a test gets. */
class ScoreTest {

  private static final String ERROR = "{output_type: error, ename: E, evalue: why, traceback: []}";

  private static Score score(String outputs) {
    JsonObject cell = test("t", 4, "x();");
    cell.add("outputs", JsonParser.parseString("[" + outputs + "]"));
    return Score.ofTest(new GradedCell(cell));
  }

  private static String stream(String name, String text) {
    return "{output_type: stream, name: %s, text: [\"%s\"]}".formatted(name, text);
  }

  private static String result(String plain) {
    return "{output_type: execute_result, data: {\"text/plain\": \"%s\"}}".formatted(plain);
  }

  @Test
  void nothingWrongIsAllPoints() {
    assertEquals(new Score("t", 4, 4, false, ""), score(""));
    assertEquals(new Score("t", 4, 4, false, ""), score(stream("stdout", "3.0")));
    assertEquals(4, score("{output_type: display_data, data: {\"text/plain\": \"1\"}}").points());
  }

  @Test
  void anErrorOrAnythingOnStandardErrorIsNone() {
    assertEquals(new Score("t", 0, 4, false, "E: why"), score(ERROR));
    assertEquals(0, score(stream("stdout", "fine") + "," + ERROR).points());
    assertEquals(
        new Score("t", 0, 4, false, "it wrote to standard error: noise"),
        score(stream("stderr", "noise")));
  }

  @Test
  void theFirstThatSaysDecides() {
    assertEquals(1, score(result("1") + "," + stream("stderr", "noise")).points());
    assertEquals(0, score(stream("stderr", "noise") + "," + result("1")).points());
  }

  /** Values as Python's float() reads them, with what nbgrader makes of them. */
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0.0,0",
    "1,1",
    "2.5,2.5",
    "4,4",
    "' 3 ',3",
    "+1e0,1",
    "1_0e-1,1",
    ".5,.5",
    "2.,2",
    "-1,4",
    "nan,4",
    "three,4",
    "1d,4",
    "0x1p0,4",
    "1__0,4",
    "'2, 3',4"
  })
  void aNumberFromZeroToThePointsIsThatManyAndAnyOtherValueIsAll(String value, double points) {
    assertEquals(points, score(result(value)).points());
  }

  @ParameterizedTest
  @CsvSource({"4.01", "1e9", "inf", "+Infinity"})
  void moreThanThePointsIsNoneHereWhereNbgraderBreaksOff(String value) {
    Score score = score(result(value));
    assertEquals(0, score.points());
    assertTrue(score.remark().contains("look at it by hand"), score.remark());
  }

  @Test
  void aValueWithoutTextIsNoneHereWhereNbgraderBreaksOff() {
    assertEquals(0, score("{output_type: execute_result, data: {\"image/png\": \"x\"}}").points());
  }
}
