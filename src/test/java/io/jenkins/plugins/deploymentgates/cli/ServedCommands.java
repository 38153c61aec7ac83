package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;

/** The command line of somebody who works on a server of this process. */
public final class ServedCommands {
    private ServedCommands() {}

    /** What a command prints that succeeds. */
    public static String run(String address, Clock clock, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Host host = new Host(
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of("DEPLOYMENT_GATES_SERVER", address)::get,
                clock,
                duration -> {},
                "root",
                false,
                false);
        int exitCode = CommandLineTool.run(host, words);
        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
        return out.toString();
    }
}
