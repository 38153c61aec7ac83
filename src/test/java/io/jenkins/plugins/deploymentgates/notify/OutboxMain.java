package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.promotion.ChildJvm;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What runs in a process that is killed: it appends and delivers at once. Its clock runs a thousand times faster than
 * others, so that nobody has to wait for another attempt. Every line ends with a full stop.
 */
final class OutboxMain {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    /** So many events it appends. */
    static final int MOST = 15;

    private OutboxMain() {}

    /** A clock that runs fast since an instant that all processes know. */
    private static final class FastClock extends Clock {
        private final long since;

        FastClock(long since) {
            this.since = since;
        }

        @Override
        public Instant instant() {
            long passed = System.currentTimeMillis() - since;
            return Instant.ofEpochMilli(since).plus(Duration.ofMillis(passed * 1000));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One webhook for everything, without the pains of reading it. */
    static Configuration configuration(String url) {
        return new Configuration(
                Map.of(),
                Map.of(),
                List.of(new Configuration.Webhook(url, List.of(), List.of(), List.of(), List.of(), "")),
                Map.of(),
                Map.of(),
                "checksum",
                "");
    }

    /**
     * Arguments: the ledger, the receiver's URL, what its events are called, when the clock was set, and one more for it to end
     * when it has appended; it does not end without.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Configuration configuration = configuration(arguments[1]);
        Clock clock = new FastClock(Long.parseLong(arguments[3]));
        Ledger ledger = Ledgers.open(Path.of(arguments[0]));
        Deliveries deliveries =
                new Deliveries(() -> configuration, ledger, clock, name -> "", HttpProxy.ofJava()).start();
        ChildJvm.endWithParent();
        for (int number = 1; number <= MOST; number++) {
            String reason = arguments[2] + "-" + number;
            long sequence =
                    ledger.write(tx -> tx.append(clock.instant(), "child", null, new Event.HoldPlaced("qa", reason)));
            OUT.print("ack " + reason + " " + sequence + ".\n");
            OUT.flush();
            deliveries.wake();
        }
        if (arguments.length == 4) {
            // Only delivers from here on.
            new CountDownLatch(1).await();
        }
        deliveries.close();
        ledger.close();
    }
}
