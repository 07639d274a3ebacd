package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Bad answers to exercises, which the checks of the notebooks must know: none passes, and what is
 * said of it has the words that stand beside it. The folded solution passes after all of them, so
 * none of them has spoiled what the next one needs.
 */
class AnswersTest {

  private static final Path ANSWERS = Path.of("src/lab/src/test/resources/answers");

  @TestFactory
  Stream<DynamicTest> noBadAnswerPassesAndTheSolutionDoes() throws IOException {
    try (Stream<Path> files = Files.list(ANSWERS)) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(notebook(file), () -> judge(file)));
    }
  }

  private static String notebook(Path file) {
    return file.getFileName().toString().replace(".json", ".ipynb");
  }

  private static void judge(Path file) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    Notebook notebook = Notebook.read(Here.PROJECT.notebooks().resolve(notebook(file)));
    List<Executable> claims = new ArrayList<>();
    try (AnswerShell shell = new AnswerShell(notebook, texts(json.getAsJsonArray("before")))) {
      for (JsonElement exercise : json.getAsJsonArray("exercises")) {
        claims.addAll(claims(shell, exercise.getAsJsonObject()));
      }
    }
    assertAll(claims);
  }

  private static List<Executable> claims(AnswerShell shell, JsonObject exercise) {
    JsonObject answers = exercise.getAsJsonObject("answers");
    List<String> given = List.copyOf(answers.keySet());
    String cell = exercise.get("cell").getAsString();
    List<String> said = shell.said(cell, exercise.get("check").getAsString(), given);
    List<Executable> claims = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String answer = given.get(i);
      String words = answers.get(answer).getAsString();
      String feedback = said.get(i);
      String message = "%s: %s%n%s".formatted(cell, answer, feedback);
      claims.add(() -> assertTrue(isWrong(feedback) && feedback.contains(words), message));
    }
    String ofSolution = said.get(given.size());
    claims.add(
        () -> assertTrue(ofSolution.contains(" ok: ") && !isWrong(ofSolution), cell + ofSolution));
    return claims;
  }

  private static boolean isWrong(String feedback) {
    return feedback.contains(" WRONG: ");
  }

  private static List<String> texts(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }
}
