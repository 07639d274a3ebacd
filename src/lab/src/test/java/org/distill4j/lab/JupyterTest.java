package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JupyterTest {

  @TempDir Path folder;

  private void program(String name, String script) throws IOException {
    assumeFalse(Jupyter.WINDOWS, "shell scripts stand in for programs");
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  @Test
  void jupyterWhoseInterpreterAnswersIsTaken() throws IOException {
    program("jupyter", "exit 0");
    program("python3", "echo a warning; echo 4.6.4");
    Jupyter expected = new Jupyter(folder.resolve("python3"), "4.6.4");
    String searchPath = "/nowhere" + File.pathSeparator + folder;
    assertEquals(Optional.of(expected), Jupyter.onPath(searchPath));
  }

  @Test
  void brokenOrOldOrAbsentJupyterIsNot() throws IOException {
    program("python3", "echo 4.6.4");
    assertEquals(Optional.empty(), Jupyter.onPath(folder.toString()));
    program("jupyter", "exit 0");
    program("python3", "echo 3.6.1");
    assertEquals(Optional.empty(), Jupyter.onPath(folder.toString()));
    program("python3", "echo 4.6.4; exit 1");
    assertEquals(Optional.empty(), Jupyter.onPath(folder.toString()));
  }

  @Test
  void missingPythonIsSaidInOneSentence() {
    LabException e =
        assertThrows(
            LabException.class, () -> PythonEnvironment.supportedPython(folder.toString()));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("Jupyter needs Python 3.10 or newer"), message);
    assertTrue(message.endsWith("then type ./mvnw again."), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void failedInstallationIsSaidAndDoneAgainNextTime() throws IOException {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "a==1\n");
    Path home = folder.resolve("env");
    PythonEnvironment environment = new PythonEnvironment(home, requirements);
    String fake = "mkdir -p '%s/bin'; cp \"$0\" '%1$s/bin/python'".formatted(home);
    program(
        "python3",
        "case \"$*\" in *pip*) echo no index; exit 1;; *venv' '*) %s;; esac".formatted(fake));

    String python = folder.resolve("python3").toString();
    LabException e = assertThrows(LabException.class, () -> environment.make(python));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("(no index)") && message.contains("./mvnw"), message);
    assertFalse(environment.complete());
  }

  @Test
  void changedRequirementsMakeAnEnvironmentIncomplete() throws IOException {
    Path requirements = Files.writeString(folder.resolve("requirements.txt"), "a==1\n");
    PythonEnvironment environment = new PythonEnvironment(folder.resolve("env"), requirements);
    assertFalse(environment.complete());
    Files.createDirectories(environment.python().getParent());
    Files.writeString(environment.python(), "");
    assertTrue(environment.python().toFile().setExecutable(true));
    assertFalse(environment.complete(), "half made");
    Files.copy(requirements, folder.resolve("env").resolve("made-from.txt"));
    assertTrue(environment.complete());
    Files.writeString(requirements, "a==2\n");
    assertFalse(environment.complete());
  }

  @Test
  void commandThatDoesNotExistIsAnAnswerToo() {
    Child.Answer answer = Child.ask(List.of(folder.resolve("none").toString()));
    assertFalse(answer.ok());
  }
}
