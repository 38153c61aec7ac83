package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Instant;
import picocli.CommandLine.Option;

/** A period by its ends. Where it may be named by its length as well, {@code --days} is an option of the command, with its default. */
final class PeriodOptions {
    @Option(names = "--from", paramLabel = "INSTANT", description = "Begin of the period, inclusive.")
    @CheckForNull
    String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "End of the period, exclusive (default: now).")
    @CheckForNull
    String to;

    /**
     * Its begin; {@code null} where {@code --from} does not say it.
     *
     * @param days its length as {@code --days} says it, which names the begin too
     * @throws InvalidInputException when both are given, or {@code --from} is no instant
     */
    @CheckForNull
    Instant begin(@CheckForNull Integer days) {
        if (from != null && days != null) {
            throw new InvalidInputException("--from and --days both name the begin of the period; leave one out");
        }
        return from == null ? null : Times.parse(from);
    }

    /**
     * Its end; {@code null} for now.
     *
     * @throws InvalidInputException when {@code --to} is no instant
     */
    @CheckForNull
    Instant end() {
        return to == null ? null : Times.parse(to);
    }
}
