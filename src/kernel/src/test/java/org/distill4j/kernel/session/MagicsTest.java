package org.distill4j.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.distill4j.kernel.errors.CellFailure;
import org.distill4j.kernel.stop.Run;
import org.distill4j.kernel.values.Look;
import org.distill4j.kernel.values.Renderers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicsTest {

  private static final Session SESSION = new Session(Math.class, new Renderers(Look.class));

  @TempDir Path folder;

  private static @Nullable Object run(String cell) throws CellFailure {
    return SESSION.run(new Run(), cell, 1);
  }

  private static String refused(String cell) {
    var failure = assertThrows(CellFailure.class, () -> run(cell));
    assertEquals("MagicError", failure.content().get("ename"));
    return String.valueOf(failure.getMessage());
  }

  @Test
  void aFileIsRunAsIfItStoodInTheCell() throws CellFailure, IOException {
    Path file = Files.writeString(folder.resolve("a b.jsh"), "int loaded = 40;\nloaded + 2");
    assertEquals(42, run("%load " + file));
    assertEquals(41, run("loaded + 1"));
  }

  @Test
  void aFolderOfClassesCanBeUsedFromThenOn() throws CellFailure, IOException {
    assertEquals(
        "CompilationError",
        assertThrows(CellFailure.class, () -> run("new Given()")).content().get("ename"));
    Path source =
        Files.writeString(
            folder.resolve("Given.java"),
            "package g; public class Given { public String toString() { return \"given\"; } }");
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString()));
    assertNull(run("%classpath " + folder));
    assertEquals("given", String.valueOf(run("new g.Given()")));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals("%load: no file /no/such.jsh", refused("%load /no/such.jsh"));
    assertEquals("%classpath: no file none.jar", refused("%classpath none.jar"));
    assertEquals(
        "%jars: no file matches " + folder + "/*.jar", refused("%jars " + folder + "/*.jar"));
    for (String name : Magics.NAMES) {
      if (!name.equals("%vars") && !name.equals("%lsmagic")) {
        assertEquals(name + ": what follows on the line is missing", refused(name));
      }
    }
  }

  @Test
  void anUnknownMagicTellsTheKnownOnes() {
    assertEquals(
        "%lod: known are %classpath, %jars, %load, %maven, %time, %%time, %vars, %lsmagic",
        refused("%lod a.jsh"));
  }

  @Test
  void aLibraryHasThreeNames() {
    assertEquals(
        "%maven: a library is named group:artifact:version, with :classifier after it where there"
            + " is one, but was 'a:b'",
        refused("%maven a:b"));
    assertTrue(refused("%maven a:b:<c>").endsWith("but was 'a:b:<c>'"));
  }

  @Test
  void functionsNeedNoImport() throws CellFailure {
    assertEquals(7, run("max(3, 7)"));
  }

  @Test
  void theCellsOfANotebookAreRun() throws CellFailure, IOException {
    String cells =
        """
        {"cells": [{"cell_type": "markdown", "source": ["words"]},
          {"cell_type": "code", "source": ["int noted = 4;\\n", "noted"]},
          {"cell_type": "code", "source": "noted + 1"}]}
        """;
    assertEquals(5, run("%load " + Files.writeString(folder.resolve("n.ipynb"), cells)));
    Path none = Files.writeString(folder.resolve("none.ipynb"), "[]");
    assertTrue(
        refused("%load " + none).contains("the file is no notebook"), refused("%load " + none));
  }
}
