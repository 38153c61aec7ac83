package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.git.UnknownRefException;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Runs one command: finds it, calls it, and turns how it ended into an exit code and at most one message. */
final class CommandLineTool {
    static final String NAME = "deployment-gates";

    /** What was asked for was done. */
    static final int DONE = 0;
    /** It was refused, failed, or has to wait. */
    static final int REFUSED = 1;
    /** The words on the command line or the configuration are wrong. */
    static final int WRONG_USE = 2;

    private CommandLineTool() {}

    /** Runs a command and returns its exit code. */
    static int run(Host host, String... args) {
        RootCommand options = new RootCommand();
        try (Session session = new Session(host, options)) {
            return written(host, commandLine(session, options).execute(args));
        } finally {
            host.out().flush();
            host.err().flush();
        }
    }

    /** What nobody can read was not done. */
    private static int written(Host host, int exitCode) {
        IOException lost = host.out() instanceof Output output ? output.lost() : null;
        if (lost == null) {
            return exitCode;
        }
        say(host, "the result could not be written to standard output: " + FileReason.of(lost));
        return exitCode == DONE ? REFUSED : exitCode;
    }

    static CommandLine commandLine(Session session, RootCommand options) {
        Host host = session.host();
        CommandLine line = new CommandLine(options);
        Commands.addTo(line, session);
        line.setOut(host.out());
        line.setErr(host.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(host.colours() ? Ansi.ON : Ansi.OFF));
        line.setExecutionStrategy(parsed -> execute(parsed, options, host));
        line.setExecutionExceptionHandler((exception, command, result) -> failed(host, options, exception));
        line.setParameterExceptionHandler((exception, args) -> misused(host, options, exception));
        return line;
    }

    /** Help is given whatever else was said; a command is run where it can be. */
    private static int execute(CommandLine.ParseResult parsed, RootCommand options, Host host) {
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (command.getCommand() instanceof Verb verb && !last.isUsageHelpRequested()) {
            Where.check(host, options, verb, command);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int failed(Host host, RootCommand options, Exception exception) {
        if (options.stacktrace) {
            exception.printStackTrace(host.err());
        }
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            say(host, "interrupted");
            return REFUSED;
        }
        if (exception instanceof ConfigurationException configuration) {
            String problems = configuration.getMessage();
            say(host, problems.contains("\n") ? "the configuration has mistakes:\n" + problems : problems);
            return WRONG_USE;
        }
        if (exception instanceof DeploymentGatesException) {
            say(host, Screen.clean(exception.getMessage()));
            return exception instanceof InvalidInputException || exception instanceof UnknownRefException
                    ? WRONG_USE
                    : REFUSED;
        }
        say(host, "this is a defect of the program (--stacktrace tells where): " + exception);
        return REFUSED;
    }

    private static int misused(Host host, RootCommand options, ParameterException exception) {
        if (options.stacktrace) {
            exception.printStackTrace(host.err());
        }
        say(host, Screen.clean(Misuse.message(exception)));
        host.err().println("Try '" + exception.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return WRONG_USE;
    }

    private static void say(Host host, String message) {
        host.err().println(NAME + ": " + message);
    }
}
