package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** What holds for every history. */
class LedgerProperties {
    private static final List<String> FIELDS = List.of(
            "at",
            "kind",
            "type",
            "actor",
            "application",
            "environment",
            "idempotency_key",
            "data",
            "previous_hash",
            "hash",
            "sequence");

    private Path folder;
    private LedgerAddress file;

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("ledger-properties");
        file = LedgerAddress.of(folder.resolve("ledger.db").toString());
    }

    @AfterTry
    void removeFolder() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void record(List<Integer> history) {
        try (Ledger ledger = Ledgers.open(file)) {
            Histories.append(ledger, history);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void tablesKeptStepByStepEqualTablesMadeAtOnce(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 16 * 60) Integer> history) {
        record(history);

        LedgerVerifier.Report report = LedgerVerifier.verify(file, count -> {});
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isEqualTo(history.size());
        assertThat(LedgerRebuild.rebuild(file, count -> {})).isEqualTo(history.size());
        assertThat(LedgerVerifier.verify(file, count -> {}).findings()).isEmpty();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void anyFieldOfAnyEventThatIsTamperedWithIsFound(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 0, max = 16 * 60) Integer> history,
            @ForAll @IntRange(min = 0, max = 10) int field,
            @ForAll @IntRange(min = 0, max = 1000) int which)
            throws SQLException {
        record(history);
        String name = FIELDS.get(field);
        int sequence = 1 + which % history.size();
        String change =
                name.equals("at") || name.equals("sequence") ? name + " + 1000" : "COALESCE(" + name + ", '') || 'x'";
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE events SET " + name + " = " + change + " WHERE sequence = " + sequence))
                    .isEqualTo(1);
        }

        LedgerVerifier.Report report = LedgerVerifier.verify(file, count -> {});

        assertThat(report.findings()).isNotEmpty();
        assertThat(report.findings().get(0)).matches("events? " + sequence + "\\b.*");
    }

    @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED)
    void exportAndImportReproduceEveryByte(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 16 * 60) Integer> history)
            throws IOException {
        record(history);
        StringWriter first = new StringWriter();
        LedgerExport.export(file, first, count -> {});
        LedgerAddress copy = LedgerAddress.of(folder.resolve("copy.db").toString());

        LedgerImport.read(copy, new BufferedReader(new StringReader(first.toString())), count -> {});

        StringWriter second = new StringWriter();
        LedgerExport.export(copy, second, count -> {});
        assertThat(second.toString()).isEqualTo(first.toString());
        assertThat(LedgerVerifier.verify(copy, count -> {}).findings()).isEmpty();
    }
}
