package org.distill4j.lab;

import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.distill4j.kernel.install.InstallException;
import org.distill4j.kernel.install.WholeFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands of a checkout. {@code ./mvnw compile exec:java@run -Dnotebook=FILE} gives {@code run
 * --notebook=FILE}, and the others likewise: an option that is not given is the system property of
 * its name. What goes wrong is said in a sentence, without a stack trace, and the status is 1.
 */
@Command(
    name = "distill4j",
    description = "Opens the course, runs, releases and grades notebooks, makes the book.")
public final class Main {

  private static final String TYPED = "./mvnw compile exec:java@%s";

  private Main() {}

  /**
   * Runs a command, and ends the process if it fails: an exception would be buried in Maven's own
   * report.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    int status = commandLine(Project.here(), System.out::println).execute(args);
    if (status != ExitCode.OK) {
      System.exit(status);
    }
  }

  /** The commands for a checkout; they tell the listener what they do. */
  static CommandLine commandLine(Project project, Consumer<String> say) {
    CommandLine all =
        new CommandLine(new Main())
            .addSubcommand(new OpenLab(project, say))
            .addSubcommand(new RunNotebook(project, say))
            .addSubcommand(new InstallKernel(project, say))
            .addSubcommand(new MakeRelease(project, say))
            .addSubcommand(new GradeSubmissions(project, say))
            .addSubcommand(new MakeBook(project, say))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .registerConverter(Words.class, Words::of)
            .setParameterExceptionHandler((e, args) -> failed(e.getCommandLine(), wrong(e)))
            .setExecutionExceptionHandler((e, command, result) -> failed(command, words(e)));
    addHelp(all.getCommandSpec());
    all.getSubcommands().values().forEach(command -> describe(command.getCommandSpec()));
    return all;
  }

  private static void describe(CommandSpec command) {
    addHelp(command);
    command
        .usageMessage()
        .customSynopsis(TYPED.formatted(command.name()) + " [-DNAME=VALUE ...]")
        .footer("", "For Maven an option --NAME=VALUE is -DNAME=VALUE.");
  }

  private static void addHelp(CommandSpec command) {
    command.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Says this.").build());
  }

  private static int failed(CommandLine command, String message) {
    command.getErr().println(message);
    command.getErr().flush();
    return ExitCode.SOFTWARE;
  }

  private static String wrong(CommandLine.ParameterException e) {
    String command = e.getCommandLine().getCommandName();
    String help = TYPED.formatted(command) + " -Dexec.args=--help";
    return "%s; %s says what may be typed".formatted(e.getMessage(), help);
  }

  /** What a person at the terminal can mend has words; anything else is a fault of this program. */
  private static String words(Exception e) throws Exception {
    if (e instanceof LabException || e instanceof InstallException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof UncheckedIOException io && io.getCause() != null) {
      return WholeFile.reason(io.getCause());
    }
    throw e;
  }
}
