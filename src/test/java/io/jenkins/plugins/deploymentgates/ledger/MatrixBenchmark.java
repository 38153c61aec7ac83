package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The matrix of 200 applications in 20 environments over histories of different length: read again, and read after
 * something has changed in one application, as it is for who looks at it while deployments go on.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatrixBenchmark {
    @Param({"10000", "1000000"})
    private int deployments;

    private Ledger ledger;

    @Setup(Level.Trial)
    public void open() throws IOException {
        ledger = Ledgers.open(BigLedger.of(deployments));
    }

    @TearDown(Level.Trial)
    public void close() {
        ledger.close();
    }

    /** Something happens to one application before each reading that is measured. */
    @State(Scope.Thread)
    public static class Change {
        private int count;

        @Setup(Level.Invocation)
        public void change(MatrixBenchmark benchmark) {
            String application = BigLedger.application(count++ % BigLedger.APPLICATIONS);
            benchmark.ledger.write(transaction -> transaction.append(
                    Instant.EPOCH,
                    "ci",
                    null,
                    new Event.LineRejoined(application, BigLedger.environment(count % BigLedger.ENVIRONMENTS))));
        }
    }

    @Benchmark
    public List<LedgerView.Cell> unchanged() {
        return checked(ledger.read(view -> view.cells(null)));
    }

    @Benchmark
    public List<LedgerView.Cell> afterAChange(Change change) {
        return checked(ledger.read(view -> view.cells(null)));
    }

    /** What the first reading of a process costs. */
    @Benchmark
    public List<LedgerView.Cell> nothingRemembered() {
        return checked(ledger.read(view -> ((SqlView) view).queryCells(null)));
    }

    private static List<LedgerView.Cell> checked(List<LedgerView.Cell> cells) {
        if (cells.size() != BigLedger.APPLICATIONS * BigLedger.ENVIRONMENTS) {
            throw new IllegalStateException("the matrix has " + cells.size() + " cells");
        }
        return cells;
    }
}
