package io.jenkins.plugins.deploymentgates.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Finds what was done to a ledger behind this program's back. */
public final class LedgerVerifier {
    private LedgerVerifier() {}

    /**
     * What was found.
     *
     * @param events how many events there are
     * @param findings what is wrong, in the order of the events, empty when all is well; each names the event or the
     *     row and what is wrong with it. At most {@link #MAX_FINDINGS}, then how many more there are
     */
    public record Report(long events, List<String> findings) {
        /** More findings than this say nothing new. */
        public static final int MAX_FINDINGS = 100;

        public Report {
            findings = List.copyOf(findings);
        }

        /** Whether nothing was found. */
        public boolean isIntact() {
            return findings.isEmpty();
        }
    }

    /**
     * Recomputes the chain of hashes: any changed, missing, inserted or reordered event is found. When the chain is
     * whole, also compares the derived tables with what the events give, which shows whether the newest events were cut
     * off. Writes nothing to the ledger; needs temporary disk space of its size.
     *
     * @param address whose ledger
     * @param progress told how many events have been checked, after each
     * @throws LedgerException when the ledger cannot be read at all
     */
    public static Report verify(LedgerAddress address, LongConsumer progress) {
        return Ledgers.inspect(address, sql -> {
            ChainCheck chain = new ChainCheck();
            sql.each("SELECT " + EventRow.COLUMNS + " FROM events ORDER BY sequence", row -> {
                chain.check(EventRow.read(row));
                progress.accept(chain.count());
            });
            List<String> findings = chain.findings();
            if (findings.isEmpty()) {
                findings = compareDerived(sql);
            }
            return new Report(chain.count(), shortened(findings));
        });
    }

    private static List<String> shortened(List<String> findings) {
        if (findings.size() <= Report.MAX_FINDINGS) {
            return findings;
        }
        List<String> shortened = new ArrayList<>(findings.subList(0, Report.MAX_FINDINGS));
        shortened.add("and " + (findings.size() - Report.MAX_FINDINGS) + " more");
        return shortened;
    }

    private static List<String> compareDerived(Sql ledger) {
        try {
            Path folder = Files.createTempDirectory("verify-ledger");
            Storage storage = Storage.sqlite(folder.resolve("rebuilt.db"), true, Duration.ofSeconds(1));
            Dialect dialect = storage.dialect();
            try (Sql rebuilt = new Sql(Ledgers.openUpToDate(storage), dialect)) {
                rebuilt.writing(() -> LedgerRebuild.replay(ledger, new Projection(rebuilt), count -> {}));
                return TableComparison.compare(ledger, rebuilt);
            } catch (SQLException e) {
                throw dialect.explain(e);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new LedgerException("the derived tables cannot be compared: no temporary file: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
