package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import io.jenkins.plugins.deploymentgates.promotion.ChildJvm;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes that append and deliver are killed with SIGKILL 200 times, two of them at a time on one ledger, while the
 * receiver takes, refuses for now, answers late, resets, and takes without anybody hearing of it. Afterwards every
 * acknowledged event has arrived at least once, first arrivals are in the order of the ledger, and what arrived twice has
 * the same delivery id.
 */
public class OutboxKillTest {
    private static final int KILLS = 200;
    private static final int AT_A_TIME = 2;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Receiver receiver = new Receiver();
    private final List<Got> taken = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    @After
    public void stopReceiver() {
        receiver.close();
    }

    /** A child, and what it has said. */
    private final class Child {
        private final Process process;
        private final List<String> lines = new ArrayList<>();
        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private final Thread reader;

        Child(ChildJvm jvm, String name, long since) throws IOException {
            process = jvm.command(ledger().toString(), receiver.url("/hook"), name, String.valueOf(since))
                    .redirectError(
                            folder.getRoot().toPath().resolve("child.err").toFile())
                    .start();
            reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
        }

        private void read() {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    if (line.endsWith(".")) {
                        said.add(line.substring(0, line.length() - 1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Kills it once it has said so many lines, and keeps what it said by then. */
        void killAfter(int count) throws InterruptedException {
            for (int i = 0; i < count; i++) {
                lines.add(said.take());
            }
            process.toHandle().destroyForcibly();
            process.waitFor();
            reader.join();
            said.drainTo(lines);
        }
    }

    private Path ledger() {
        return folder.getRoot().toPath().resolve("ledger.db");
    }

    private Reply misbehave(Got request) {
        synchronized (taken) {
            taken.add(request);
            return switch (requests.incrementAndGet() % 11) {
                // It has it, but says nothing of that, or something else.
                case 3 -> Reply.drop();
                case 7 -> Reply.status(503);
                case 9 -> Reply.status(429, "Retry-After: 1");
                default -> Reply.status(204);
            };
        }
    }

    @Test
    public void shouldLoseNothingAndKeepTheOrderOverTwoHundredKills() throws IOException, InterruptedException {
        receiver.answers(this::misbehave);
        long since = System.currentTimeMillis();
        Configuration configuration = OutboxMain.configuration(receiver.url("/hook"));
        SettableClock clock = new SettableClock(Instant.ofEpochMilli(since));
        try (Ledger made = Ledgers.open(ledger());
                Deliveries first = new Deliveries(() -> configuration, made, clock, name -> "", HttpProxy.ofJava())) {
            first.deliverDue();
        }
        ChildJvm jvm = new ChildJvm(
                OutboxMain.class, ledger().toString(), receiver.url("/hook"), "begin", String.valueOf(since), "end");
        Map<String, Long> acknowledged = new LinkedHashMap<>();
        int number = 0;
        for (int kills = 0; kills < KILLS; kills += AT_A_TIME) {
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) {
                children.add(new Child(jvm, "child-" + ++number, since));
            }
            for (Child child : children) {
                child.killAfter(1 + random.nextInt(OutboxMain.MOST - 1));
                child.lines.forEach(line -> {
                    String[] words = line.split(" ");
                    acknowledged.put(words[1], Long.parseLong(words[2]));
                });
            }
        }
        List<LedgerEvent> events = new ArrayList<>();
        try (Ledger reopened = Ledgers.open(ledger());
                Deliveries last =
                        new Deliveries(() -> configuration, reopened, clock, name -> "", HttpProxy.ofJava())) {
            clock.set(Instant.ofEpochMilli(since).plus(Duration.ofDays(3)));
            receiver.answers(request -> {
                synchronized (taken) {
                    taken.add(request);
                }
                return Reply.status(204);
            });
            last.deliverDue();
            assertThat(new Webhooks(configuration, reopened).dead(10))
                    .as("seed %d", seed)
                    .isEmpty();
            while (events.addAll(reopened.read(view -> view.events(events.size(), 1000)))) {
                continue;
            }
        }
        check(events, acknowledged);
    }

    private void check(List<LedgerEvent> events, Map<String, Long> acknowledged) {
        Map<Long, String> arrived = new LinkedHashMap<>();
        for (Got got : taken) {
            long sequence = Long.parseLong(got.body().replaceFirst("^\\{\"sequence\":([0-9]+),.*", "$1"));
            assertThat(arrived.putIfAbsent(sequence, got.id()))
                    .as("seed %d: what arrived as %d before", seed, sequence)
                    .isIn(null, got.id());
        }
        assertThat(arrived.keySet())
                .as("seed %d", seed)
                .containsExactlyElementsOf(
                        events.stream().map(LedgerEvent::sequence).toList());
        assertThat(arrived.values()).doesNotHaveDuplicates();
        assertThat(arrived.keySet()).containsAll(acknowledged.values());
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
        assertThat(taken).hasSizeGreaterThan(arrived.size());
    }
}
