package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * Looks through what a student wrote for what tests cannot see: a type that takes the place of one
 * that they use, code that comes from elsewhere, ways into Java's own parts, and what the
 * assignment forbids. It reads the text, so it finds what is written plainly and no more.
 */
final class Lookout {

  private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|enum|interface)\\s+(" + NAME + ")");
  private static final Pattern VARIABLE =
      Pattern.compile("(?:" + NAME + "|[>\\]])\\s+(" + NAME + ")\\s*(?=[=;,:])");
  private static final Pattern METHOD =
      Pattern.compile("(?:" + NAME + "|[>\\]])\\s+(" + NAME + ")\\s*\\([^(){};]*\\)[^(){};]*\\{");
  private static final Pattern IMPORT =
      Pattern.compile("\\bimport\\s+(?:static\\s+)?([^;\\s]+)\\s*;");
  private static final Pattern MAGIC =
      Pattern.compile("(?m)^\\s*%+(?:load|classpath|maven|jars)\\b.*$");

  /** With these an answer can reach what it is graded by. */
  private static final Pattern WAY_IN =
      Pattern.compile(
          "\\b(?:ProcessBuilder|ProcessHandle|Runtime\\s*\\.\\s*getRuntime|setAccessible|Unsafe"
              + "|VirtualMachine|Instrumentation|\\w*ClassLoader|JavaCompiler|ToolProvider|Lookup"
              + "|set\\w*AssertionStatus|setErr|setOut|MBeanServer|jdk\\.jshell"
              + "|org\\.distill4j\\.kernel)\\b");

  /** A variable of such a name would come before the package that a test may name. */
  private static final Set<String> PACKAGES = Set.of("java", "org");

  private final Set<String> ofTests = new HashSet<>();
  private final Set<String> helpers = new HashSet<>();
  private final Set<String> sources = new HashSet<>();
  private final Set<String> forbidden;

  /**
   * What was found.
   *
   * @param replaced names that tests use and the student declared
   * @param remarks what a person should look at
   */
  record Found(Set<String> replaced, List<String> remarks) {

    /** The first of the names that a test uses; empty if there is none. */
    String replacedIn(GradedCell test) {
      Set<String> names = names(JavaCode.of(test.source()));
      return replaced.stream().filter(names::contains).findFirst().orElse("");
    }
  }

  /**
   * Reads an assignment.
   *
   * @param source with its solutions and hidden tests
   * @param classPath where the packages are that its answers must not use
   */
  Lookout(Notebook source, List<Path> classPath) {
    for (GradedCell cell : GradedCell.in(source)) {
      String code = cell.isCode() ? JavaCode.of(cell.source()) : "";
      if (cell.isTest()) {
        ofTests.addAll(names(code));
      }
      if (cell.isLocked()) {
        helpers.addAll(all(METHOD, code));
      }
    }
    ofTests.addAll(PACKAGES);
    for (JsonObject cell : source.codeCells()) {
      String text = Notebook.text(cell.get("source"));
      sources.add(text.strip());
      all(TYPE, JavaCode.of(text)).forEach(ofTests::remove);
    }
    forbidden = typesOf(packages(source), classPath);
  }

  /** Looks through the student's own cells and answers in a notebook. */
  Found in(Notebook submitted) {
    Set<String> replaced = new TreeSet<>();
    Set<String> remarks = new LinkedHashSet<>();
    for (JsonObject cell : submitted.codeCells()) {
      String text = Notebook.text(cell.get("source"));
      boolean locked = GradedCell.isOne(cell) && new GradedCell(cell).isLocked();
      if (!locked && !sources.contains(text.strip())) {
        look(text, replaced, remarks);
      }
    }
    for (String name : replaced) {
      remarks.add("declares a '%s', which tests use: they get no points".formatted(name));
    }
    return new Found(replaced, List.copyOf(remarks));
  }

  private void look(String text, Set<String> replaced, Set<String> remarks) {
    Matcher magic = MAGIC.matcher(text);
    say("has '%s'", magic.results().map(line -> line.group().strip()), remarks);
    String code = JavaCode.of(magic.replaceAll(""));
    declared(code).filter(ofTests::contains).forEach(replaced::add);
    say(
        "declares '%s' anew, which the assignment has",
        all(METHOD, code).stream().filter(helpers::contains), remarks);
    say("uses '%s'", WAY_IN.matcher(code).results().map(way -> way.group()), remarks);
    say(
        "uses '%s', which the assignment forbids",
        names(code).stream().filter(forbidden::contains).sorted(), remarks);
  }

  private static void say(String words, Stream<String> names, Set<String> remarks) {
    names.map(words::formatted).forEach(remarks::add);
  }

  /** What tests would find in place of a type: types, variables, and imports from elsewhere. */
  private static Stream<String> declared(String code) {
    Stream<String> variables =
        all(VARIABLE, code).stream()
            .filter(name -> Character.isUpperCase(name.charAt(0)) || PACKAGES.contains(name));
    Stream<String> imported =
        all(IMPORT, code).stream()
            .filter(full -> !full.endsWith("*") && !isKnown(full))
            .map(full -> full.substring(full.lastIndexOf('.') + 1));
    return Stream.of(all(TYPE, code).stream(), variables, imported).flatMap(found -> found);
  }

  /** Whether it is a class of Java or of the course's class path, or a member of one. */
  private static boolean isKnown(String full) {
    String path = full.replaceAll("\\s", "").replace('.', '/');
    String owner = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
    return Stream.of(path, owner)
        .anyMatch(name -> Lookout.class.getClassLoader().getResource(name + ".class") != null);
  }

  private static List<String> packages(Notebook source) {
    List<String> packages = new ArrayList<>();
    if (source.json().getAsJsonObject("metadata").get("distill4j") instanceof JsonObject own
        && own.get("forbidden") instanceof JsonArray named) {
      named.forEach(name -> packages.add(name.getAsString()));
    }
    return packages;
  }

  private static Set<String> typesOf(List<String> packages, List<Path> classPath) {
    Set<String> types = new HashSet<>();
    for (String name : packages) {
      Set<String> found = new HashSet<>();
      classPath.forEach(entry -> found.addAll(typesIn(entry, name.replace('.', '/'))));
      if (found.isEmpty()) {
        throw new LabException(
            "the assignment forbids the package '%s', but the course has none of that name"
                .formatted(name));
      }
      types.addAll(found);
    }
    return types;
  }

  /** The types of a package in a folder of classes or in a jar. */
  private static Set<String> typesIn(Path entry, String folder) {
    try {
      if (!entry.toString().endsWith(".jar")) {
        return typesIn(entry.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(entry)) {
        return typesIn(jar.getPath(folder));
      }
    } catch (IOException e) {
      throw new LabException("cannot read %s: %s".formatted(entry, WholeFile.reason(e)));
    }
  }

  private static Set<String> typesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[A-Z]\\w*\\.class"))
          .map(file -> file.substring(0, file.indexOf('.')))
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> names(String code) {
    return NAME.matcher(code).results().map(m -> m.group()).collect(Collectors.toSet());
  }

  private static List<String> all(Pattern pattern, String code) {
    return pattern.matcher(code).results().map(m -> m.group(1)).toList();
  }
}
