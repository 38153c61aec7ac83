package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.Test;

/** {@code events --follow}, on a ledger and at a server. */
public class EventsCommandTest extends ShopAnywhere {
    private final StringWriter read = new StringWriter();
    private boolean closed;

    /** A pipe whose other end may be closed. */
    private final class Pipe extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("Broken pipe");
            }
            read.write(text, offset, length);
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Closed by the test.
        }
    }

    /** Follows, and each time it waits the next of these happens. */
    private int follow(StringWriter err, Runnable... deeds) {
        Queue<Runnable> left = new ArrayDeque<>(List.of(deeds));
        Map<String, String> environment = shop.served
                ? shop.server().variables("anna")
                : Map.of("DEPLOYMENT_GATES_LEDGER", shop.ledger.toString());
        Host host = new Host(
                new PrintWriter(new Pipe()),
                new PrintWriter(err),
                environment::get,
                Clock.fixed(shop.now, ZoneOffset.UTC),
                time -> left.remove().run(),
                "anna",
                false,
                false);
        return CommandLineTool.run(host, "events", "--follow", "--after", "1");
    }

    private void close() {
        closed = true;
    }

    @Test
    public void shouldTellWhatHappensNextUntilNobodyReadsIt() {
        given("hold", "qa", "--reason", "audit");
        StringWriter err = new StringWriter();

        int exitCode = follow(err, () -> given("release", "qa"), () -> {}, () -> {
            given("hold", "dev", "--reason", "clean up");
            String told = shop.run("events", "--after", "1").out();
            assertThat(told).startsWith(read.toString()).contains("clean up");
            assertThat(read.toString()).contains("hold.released").doesNotContain("clean up");
            close();
        });

        assertThat(exitCode).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(read.toString().lines()).hasSize(2);
    }

    @Test
    public void shouldSayThatThereIsNoLedgerToFollow() {
        assumeThat(shop.served).as("a server has its ledger").isFalse();
        StringWriter err = new StringWriter();

        assertThat(follow(err)).isEqualTo(1);

        assertThat(err)
                .hasToString("deployment-gates: there is no ledger " + shop.ledger + "; name an existing file"
                        + System.lineSeparator());
        assertThat(read.toString()).isEmpty();
        assertThat(shop.ledger).doesNotExist();
    }
}
