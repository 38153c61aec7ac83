package io.jenkins.plugins.deploymentgates.ledger;

import java.io.IOException;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Warmup;

/** Opening a ledger for writing in a fresh virtual machine, first question included, as every command does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class OpenBenchmark {
    @Param({"10000", "1000000"})
    private int deployments;

    private Path file;

    @Setup(Level.Trial)
    public void make() throws IOException {
        file = BigLedger.of(deployments);
    }

    @Benchmark
    public long open() {
        try (Ledger ledger = Ledgers.open(file)) {
            return ledger.read(LedgerView::head);
        }
    }
}
