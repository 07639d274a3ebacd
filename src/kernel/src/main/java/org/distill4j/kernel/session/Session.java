package org.distill4j.kernel.session;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import org.distill4j.kernel.errors.CellFailure;
import org.distill4j.kernel.errors.CompileErrors;
import org.distill4j.kernel.errors.RuntimeErrors;
import org.distill4j.kernel.stop.CellRunner;
import org.distill4j.kernel.stop.Run;
import org.distill4j.kernel.stop.SourceLines.Line;
import org.distill4j.kernel.values.Renderers;
import org.jspecify.annotations.Nullable;

/** The Java of a notebook: what its cells have declared, and how the next one is run. */
public final class Session {
  private static final String IMPORTS =
      "java.io java.math java.net java.nio.file java.util java.util.concurrent java.util.function "
          + "java.util.prefs java.util.regex java.util.stream java.time";

  /** What the compiler calls a constant that no class can hold. */
  private static final Pattern TOO_LONG = Pattern.compile(".*\\.limit\\.string.*");

  /** What it calls a constructor that has to be public, as JShell makes the record public. */
  private static final Pattern NOT_PUBLIC =
      Pattern.compile("(?s)invalid .*constructor in record.*was public\\)");

  /** How much of a variable's value is listed. */
  private static final int WIDTH = 80;

  private static final Set<Status> LACKS =
      EnumSet.of(Status.RECOVERABLE_DEFINED, Status.RECOVERABLE_NOT_DEFINED);

  private final Renderers renderers;
  private final Variables variables = new Variables();
  private final Origins origins = new Origins();
  private final CellRunner runner = new CellRunner(variables, origins, this::tell);
  private final Packages packages = new Packages();
  private final JShell shell =
      JShell.builder()
          .compilerOptions("-g") // a null pointer is told by the name of its variable
          .fileManager(packages::remembered)
          .executionEngine(runner, Map.of())
          .build();
  private final SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
  private final CompileErrors compileErrors = new CompileErrors(analysis);
  private final RuntimeErrors runtimeErrors = new RuntimeErrors(shell);
  private final Magics magics = new Magics(this);

  /** What this cell declared, or made unusable, that lacks something; perhaps not for long. */
  private final Set<DeclarationSnippet> lacking = new LinkedHashSet<>();

  /** The entries of the class path whose sources have not been looked for. */
  private final List<String> withoutSources = new ArrayList<>();

  /**
   * A session in which nothing is declared yet.
   *
   * @param functions the class whose static methods cells call without an import
   * @param renderers get those of the libraries on the class path, too
   */
  public Session(Class<?> functions, Renderers renderers) {
    this.renderers = renderers;
    origins.read(shell);
    for (String name : IMPORTS.split(" ", -1)) {
      shell.eval("import " + name + ".*;");
    }
    shell.eval("import static " + functions.getCanonicalName() + ".*;");
    renderers.discover(runner.loader());
    paths(System.getProperty("java.class.path")).forEach(withoutSources::add);
    paths(System.getenv().getOrDefault("CLASSPATH", "")).forEach(this::addToClassPath);
  }

  private static Stream<String> paths(String list) {
    return Stream.of(list.split(File.pathSeparator, -1)).filter(path -> !path.isEmpty());
  }

  /** How this session shows values. */
  public Renderers renderers() {
    return renderers;
  }

  /** Does something of the kernel's own in the place of a cell, so that it can be interrupted. */
  <T> T call(Run run, Callable<T> task) throws IOException, CellFailure {
    runner.workFor(run);
    try {
      return runner.call(task);
    } catch (IOException | RuntimeException e) {
      if (run.isAskedToStop()) {
        throw runtimeErrors.failure(e, null, true);
      }
      throw e;
    } catch (Exception e) {
      throw runtimeErrors.failure(e, null, run.isAskedToStop());
    }
  }

  /** Adds a folder of classes or a jar to what cells can use. */
  void addToClassPath(String path) {
    shell.addToClasspath(path);
    packages.forget();
    withoutSources.add(path);
    renderers.discover(runner.loader());
  }

  /** The variables that cells have declared: types, names, and what they are now. */
  String variables() {
    return shell
        .variables()
        .filter(variable -> shell.status(variable).isActive())
        .map(
            variable -> {
              String value = shell.varValue(variable).replaceAll("\\s+", " ");
              String shown = value.length() > WIDTH ? value.substring(0, WIDTH) + "…" : value;
              return variable.typeName() + " " + variable.name() + " = " + shown;
            })
        .collect(Collectors.joining("\n"));
  }

  /** Help with writing the next cell. */
  public Assistant assistant() {
    Docs.addSources(analysis, withoutSources);
    withoutSources.clear();
    return new Assistant(shell);
  }

  /**
   * Runs source.
   *
   * @param run what its threads work for
   * @param code Java and magics
   * @param number of the cell, by which errors name it
   * @return the value to show; null for none
   * @throws CellFailure if it does not compile, throws or was stopped
   */
  public @Nullable Object run(Run run, String code, int number) throws CellFailure {
    @Nullable Value value = run(run, Source.of(code, number));
    return value == null ? null : value.of();
  }

  /**
   * Runs a cell, and makes what is shown of its value as if that stood in the cell, too.
   *
   * @param run what its threads work for
   * @param code Java and magics
   * @param number of the cell, by which errors name it
   * @return MIME types and what to show for each; null for nothing to show
   * @throws CellFailure if it does not compile, throws, was stopped, or its value cannot be shown
   */
  public @Nullable Map<String, String> show(Run run, String code, int number) throws CellFailure {
    @Nullable Value value = run(run, Source.of(code, number));
    if (value == null || (run instanceof Cell cell && cell.isId(value.of()))) {
      return null;
    }
    try {
      return runner.call(() -> renderers.bundle(value.of()));
    } catch (InvocationTargetException e) {
      throw runtimeErrors.failure(e.getCause(), null, run.isAskedToStop());
    } catch (Exception e) {
      throw runtimeErrors.failure(e, null, run.isAskedToStop());
    }
  }

  @Nullable Value run(Run run, Source source) throws CellFailure {
    try {
      runtimeErrors.remember(source.file, source.code);
      return runParts(run, source);
    } finally {
      lacking.stream()
          .filter(snippet -> LACKS.contains(shell.status(snippet)))
          .forEach(snippet -> System.out.println("note: " + runtimeErrors.missing(snippet)));
      lacking.clear();
    }
  }

  /** A thread that a cell started has ended with this. */
  private void tell(Throwable thrown) {
    String text = runtimeErrors.failure(thrown, null, false).text();
    System.err.println(Thread.currentThread().getName() + " ended: " + text);
  }

  /** The source of a cell or a file, and what it is called. */
  record Source(String code, String file) {
    static Source of(String code, int number) {
      return new Source(code, number == 0 ? "here" : "cell " + number);
    }
  }

  private @Nullable Value runParts(Run run, Source source) throws CellFailure {
    List<Part> parts = Part.split(source.code, analysis);
    for (Part part : parts) {
      if (part.isBroken(analysis)) {
        evaluate(run, part, source); // fails before anything before it has run
      }
    }
    @Nullable Value value = null;
    for (List<Part> group : Part.grouped(parts)) {
      if (group.size() > 1 && ranAsOne(run, group, source)) {
        value = null;
        continue;
      }
      for (Part part : group) {
        value =
            part.isMagic()
                ? magics.run(run, part.text(), source.file, line(part, source))
                : evaluate(run, part, source);
        value = part.isQuiet() ? null : value;
      }
    }
    return value;
  }

  /** Tries to run statements as one block; if it does not compile, nothing has happened. */
  private boolean ranAsOne(Run run, List<Part> group, Source source) throws CellFailure {
    Part block = Part.block(group, source.code);
    List<SnippetEvent> events = eval(run, block, source);
    boolean compiles = events.get(0).status() != Status.REJECTED;
    if (compiles) {
      settle(run, events, block, source);
    }
    return compiles;
  }

  private @Nullable Value evaluate(Run run, Part part, Source source) throws CellFailure {
    if (part.text().matches("return\\b(?s:.*)")) {
      throw compileErrors.failure(source.code, part.start(), "return stands outside of a method");
    }
    List<SnippetEvent> events = eval(run, part, source);
    Optional<Diag> constructor =
        shell
            .diagnostics(events.get(0).snippet())
            .filter(found -> NOT_PUBLIC.matcher(found.getMessage(null)).matches())
            .findFirst();
    if (constructor.isPresent() && events.get(0).status() != Status.VALID) {
      String text =
          new StringBuilder(part.text())
              .insert((int) constructor.get().getStartPosition(), "public ")
              .toString();
      return evaluate(run, new Part(part.start(), text, part.completeness()), source);
    }
    return settle(run, events, part, source);
  }

  private List<SnippetEvent> eval(Run run, Part part, Source source) {
    runner.workFor(run);
    origins.begin(new Line(source.file, line(part, source)));
    ClassNames.tidy(shell);
    return shell.eval(part.text());
  }

  private static int line(Part part, Source source) {
    return CompileErrors.line(source.code, part.start());
  }

  /** Looks at what became of each snippet, and returns the value of the last. */
  private @Nullable Value settle(Run run, List<SnippetEvent> events, Part part, Source source)
      throws CellFailure {
    @Nullable Value value = new Value(runner.takeValue());
    Set<String> lost = variables.takeLost();
    for (SnippetEvent event : events) {
      Snippet snippet = event.snippet();
      boolean undefined = event.status() == Status.RECOVERABLE_NOT_DEFINED;
      if (event.causeSnippet() == null) {
        origins.remember(snippet, new Line(source.file, line(part, source)));
        check(run, event, part, source);
        if (snippet instanceof VarSnippet variable) {
          lost.remove(variable.name());
        }
        if (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
          shell.drop(snippet); // JShell would keep the value for ever
          runner.clearLast();
        } else if (snippet.kind() != Snippet.Kind.EXPRESSION) {
          value = null;
        }
      } else if (undefined && snippet instanceof VarSnippet variable) {
        // Its initial value could not be computed any more; it keeps the one that it has.
        runner.keepValues(true);
        shell.eval(variable.typeName() + " " + variable.name() + ";");
        runner.keepValues(false);
        continue;
      }
      if (LACKS.contains(event.status()) && snippet instanceof DeclarationSnippet declaration) {
        lacking.add(declaration);
      }
    }
    lost.addAll(variables.takeLost());
    for (String name : lost) {
      System.out.println("note: " + name + " is null again, as its type was declared anew");
    }
    return value;
  }

  /** Whether a declaration is wrong whatever will be declared later, though JShell keeps it. */
  private boolean isHopeless(SnippetEvent event) {
    return LACKS.contains(event.status())
        && !(event.snippet() instanceof DeclarationSnippet declaration
            && shell.unresolvedDependencies(declaration).findAny().isPresent());
  }

  /** Fails if the snippet did, and drops what it declared, so that nothing half-made is left. */
  private void check(Run run, SnippetEvent event, Part part, Source source) throws CellFailure {
    boolean stopped = run.isAskedToStop();
    if (event.exception() != null) {
      if (event.snippet() instanceof VarSnippet variable) {
        shell.drop(variable);
      }
      @Nullable Throwable thrown = runner.takeThrown();
      throw runtimeErrors.failure(
          thrown == null ? event.exception() : thrown, event.exception(), stopped);
    } else if (event.status() == Status.REJECTED || isHopeless(event)) {
      List<Diag> found = shell.diagnostics(event.snippet()).toList();
      if (event.status() != Status.REJECTED) {
        shell.drop(event.snippet());
      }
      if (found.stream().anyMatch(diag -> TOO_LONG.matcher(diag.getCode()).matches())) {
        // The compiler would fail with every cell from now on; another class path, another one.
        shell.addToClasspath(System.getProperty("java.home"));
      }
      throw compileErrors.failure(source.code, part.start(), part.text(), found);
    } else if (stopped) {
      throw new CellFailure("Interrupted", "the cell was interrupted", List.of());
    }
  }
}
