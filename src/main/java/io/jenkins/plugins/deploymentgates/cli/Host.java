package io.jenkins.plugins.deploymentgates.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/**
 * What surrounds a command: where it writes, what time it is, who is logged in. Tests hand in their own.
 *
 * @param out results
 * @param err errors and progress
 * @param environment looks up a variable; {@code null} for one that is not set
 * @param clock what time it is
 * @param sleeper waits
 * @param user the login of who runs the command
 * @param terminal whether a person watches: progress is shown, tables are cut to the width of the window
 * @param colours whether results are coloured
 */
record Host(
        PrintWriter out,
        PrintWriter err,
        Function<String, String> environment,
        Clock clock,
        Sleeper sleeper,
        String user,
        boolean terminal,
        boolean colours) {

    /** Waits for a time to pass. */
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** The process's own. */
    static Host system() {
        return new Host(
                new Output(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System::getenv,
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()),
                System.getProperty("user.name"),
                System.console() != null,
                Ansi.AUTO.enabled());
    }
}
