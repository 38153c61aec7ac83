package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** Verifying, exporting, importing and rebuilding whole ledgers. */
public class LedgerMaintenanceTest extends OnEveryDatabase {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    private LedgerAddress address;

    @Before
    public void makeHistory() {
        address = storage.address();
        try (Ledger ledger = Ledgers.open(address)) {
            Histories.appendAll(ledger);
        }
    }

    private void tamper(String... statements) {
        storage.tamper(statements);
    }

    private List<String> findings() {
        return LedgerVerifier.verify(address, count -> {}).findings();
    }

    private String export(LedgerAddress ledger) throws Exception {
        StringWriter out = new StringWriter();
        LedgerExport.export(ledger, out, count -> {});
        return out.toString();
    }

    private static long load(LedgerAddress ledger, String lines) {
        return LedgerImport.read(ledger, new BufferedReader(new StringReader(lines)), count -> {});
    }

    @Test
    public void shouldHaveEveryKindOfEventInTheHistory() {
        try (Ledger ledger = Ledgers.openForReading(address)) {
            List<LedgerEvent> events = ledger.read(view -> view.events(0, Histories.EVENTS));
            assertThat(events)
                    .extracting(event -> event.event().getClass().getName())
                    .containsAll(Arrays.stream(Event.class.getPermittedSubclasses())
                            .map(Class::getName)
                            .toList());
        }
    }

    @Test
    public void shouldFindNothingInAnIntactLedger() {
        List<Long> progress = new ArrayList<>();
        LedgerVerifier.Report report = LedgerVerifier.verify(address, progress::add);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isIntact()).isTrue();
        assertThat(report.events()).isEqualTo(Histories.EVENTS);
        assertThat(progress).hasSize(Histories.EVENTS).endsWith((long) Histories.EVENTS);
    }

    @Test
    public void shouldNameAChangedEventWhateverFieldWasChanged() throws SQLException {
        try (Connection connection = storage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE untouched AS SELECT * FROM events WHERE sequence = 5");
        }
        for (String change : List.of(
                "at = at + 1",
                "kind = 'HoldPlaced' || kind",
                "type = type || 'x'",
                "actor = actor || 'x'",
                "application = COALESCE(application, '') || 'x'",
                "environment = COALESCE(environment, '') || 'x'",
                "idempotency_key = COALESCE(idempotency_key, '') || 'x'",
                "data = REPLACE(data, '}', ' }')",
                "hash = REPLACE(hash, 'a', 'b') || '0'")) {
            tamper("UPDATE events SET " + change + " WHERE sequence = 5");
            assertThat(findings())
                    .as(change)
                    .first()
                    .asString()
                    .startsWith("event 5 (")
                    .endsWith(" was changed: its fields do not give its hash");
            tamper(
                    "DELETE FROM events WHERE sequence = 5",
                    "INSERT INTO events (" + EventRow.COLUMNS + ") SELECT " + EventRow.COLUMNS + " FROM untouched");
        }
    }

    private String type(long sequence) {
        try (Ledger ledger = Ledgers.openForReading(address)) {
            return ledger.read(
                    view -> view.events(sequence - 1, 1).get(0).event().type());
        }
    }

    @Test
    public void shouldNameAnEventWhoseHashWasMadeToFit() {
        EventRow row = Ledgers.inspect(address, sql -> sql.first(
                        "SELECT " + EventRow.COLUMNS + " FROM events WHERE sequence = 5", EventRow::read)
                .orElseThrow());
        EventRow forged = new EventRow(
                        row.sequence(),
                        row.at(),
                        row.kind(),
                        row.type(),
                        "mallory",
                        row.application(),
                        row.environment(),
                        row.idempotencyKey(),
                        row.data(),
                        row.previousHash(),
                        "")
                .hashed();
        tamper("UPDATE events SET actor = 'mallory', hash = '" + forged.hash() + "' WHERE sequence = 5");

        assertThat(findings())
                .containsExactly("event 6 (" + type(6) + ") does not follow event 5: its previous hash is another;"
                        + " the event before it was changed or replaced, or this one is no original");
    }

    @Test
    public void shouldNameAMissingEvent() {
        tamper("DELETE FROM events WHERE sequence = 5");
        assertThat(findings()).containsExactly("event 5 is missing");

        tamper("DELETE FROM events WHERE sequence IN (1, 2, 6)");
        assertThat(findings()).containsExactly("events 1 to 2 are missing", "events 5 to 6 are missing");
    }

    @Test
    public void shouldNameEventsThatChangedPlaces() {
        tamper(
                "UPDATE events SET sequence = 1000 WHERE sequence = 5",
                "UPDATE events SET sequence = 5 WHERE sequence = 8",
                "UPDATE events SET sequence = 8 WHERE sequence = 1000");

        assertThat(findings())
                .containsExactly(
                        "event 5 is not in its place: it was recorded as event 8",
                        "event 6 (" + type(6) + ") does not follow event 5: its previous hash is another; the event"
                                + " before it was changed or replaced, or this one is no original",
                        "event 8 is not in its place: it was recorded as event 5",
                        "event 9 (" + type(9) + ") does not follow event 8: its previous hash is another; the event"
                                + " before it was changed or replaced, or this one is no original");
    }

    @Test
    public void shouldNameAnInsertedEventWhereTheOthersWereRenumbered() {
        tamper("UPDATE events SET sequence = sequence + 1000 WHERE sequence > 40");
        tamper("UPDATE events SET sequence = sequence - 999 WHERE sequence > 1000");
        tamper("INSERT INTO events (" + EventRow.COLUMNS + ") SELECT 41, at, kind, type, 'mallory', application,"
                + " environment, NULL, data, previous_hash, hash FROM events WHERE sequence = 40");

        assertThat(findings())
                .containsExactly(
                        "event 41 (" + type(41) + ") was changed: its fields do not give its hash",
                        "events 42 to 229 are not in their place: they were recorded as events 41 to 228;"
                                + " an event was inserted before them");
    }

    @Test
    public void shouldNameARemovedEventWhereTheOthersWereRenumbered() {
        tamper(
                "DELETE FROM events WHERE sequence = 40",
                "UPDATE events SET sequence = sequence + 1000 WHERE sequence > 40",
                "UPDATE events SET sequence = sequence - 1001 WHERE sequence > 1000");

        assertThat(findings())
                .containsExactly("events 40 to 227 are not in their place: they were recorded as events 41 to 228;"
                        + " an event before them was removed");
    }

    @Test
    public void shouldNoticeThatTheNewestEventsWereCutOff() {
        try (Ledger ledger = Ledgers.open(address)) {
            ledger.write(transaction -> transaction.append(T0, "ann", null, new Event.HoldPlaced("late", "audit")));
        }
        tamper("DELETE FROM events WHERE sequence = 229");

        assertThat(findings())
                .containsExactly("the row late of the table hold is not what the events give: there should be none;"
                        + " run rebuild");
    }

    @Test
    public void shouldNameADerivedRowThatWasTamperedWithAndRebuildIt() {
        tamper("UPDATE deployment SET version = '6.6.6' WHERE id = 1", "DELETE FROM deployment WHERE id = 2");
        String version = "1.0";

        assertThat(findings())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("the row 1 of the table deployment has the version '6.6.6', the events give '"
                        + version.charAt(0));
        assertThat(findings().get(1)).isEqualTo("the row 2 of the table deployment is missing; run rebuild");

        assertThat(LedgerRebuild.rebuild(address, count -> {})).isEqualTo(Histories.EVENTS);
        assertThat(findings()).isEmpty();
    }

    @Test
    public void shouldLeaveTheTablesAloneWhenTheyCannotBeRebuilt() {
        tamper("DELETE FROM events WHERE kind = 'DeploymentCreated'");

        assertThatThrownBy(() -> LedgerRebuild.rebuild(address, count -> {}))
                .isInstanceOf(LedgerException.class)
                .hasMessageMatching(
                        "event \\d+ \\([a-z.]+\\) cannot be applied: the event [a-z.]+ names deployment \\d+,"
                                + " which the ledger does not hold; record that first");
        try (Ledger ledger = Ledgers.openForReading(address)) {
            assertThat(ledger.<Integer>read(view -> view.cells(null).size())).isPositive();
        }
    }

    @Test
    public void shouldReproduceTheSameHashesByExportAndImport() throws Exception {
        String lines = export(address);
        LedgerAddress copy = storage.address("copy");

        assertThat(load(copy, lines)).isEqualTo(Histories.EVENTS);

        assertThat(export(copy)).isEqualTo(lines).endsWith("}\n");
        assertThat(LedgerVerifier.verify(copy, count -> {}).findings()).isEmpty();
        try (Ledger one = Ledgers.openForReading(address);
                Ledger other = Ledgers.openForReading(copy)) {
            assertThat(other.<List<LedgerView.Cell>>read(view -> view.cells(null)))
                    .isEqualTo(one.<List<LedgerView.Cell>>read(view -> view.cells(null)));
        }
    }

    @Test
    public void shouldNotImportIntoALedgerThatHoldsEvents() throws Exception {
        String lines = export(address);

        assertThatThrownBy(() -> load(address, lines))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger " + address + " holds 228 events already; nothing was imported;"
                        + " import into a new ledger");
    }

    @Test
    public void shouldImportNothingWhenALineDoesNotFit() throws Exception {
        List<String> lines = export(address).lines().toList();

        assertBroken(
                lines,
                2,
                "no json",
                "it is not JSON: Unrecognized token 'no': was expecting (JSON String,"
                        + " Number, Array, Object or token 'null', 'true' or 'false')");
        assertBroken(lines, 2, "[]", "it is not a JSON object");
        assertBroken(lines, 2, "", "it is not a JSON object");
        assertBroken(lines, 2, "{}", "it has no object 'data'");
        assertBroken(lines, 2, lines.get(2), "it is event 3 where event 2 belongs");
        assertBroken(
                lines,
                2,
                lines.get(1).replaceFirst("\\{", "{\"colour\":1,"),
                "it has the unknown field 'colour'; known are sequence, at, kind, type, by, application, environment,"
                        + " idempotencyKey, data, previousHash, hash");
        assertBroken(
                lines,
                2,
                lines.get(1).replaceFirst("\"at\":\"[^\"]*\"", "\"at\":\"noon\""),
                "its 'at' is 'noon', not an instant such as 2026-03-02T10:00:00Z");
        assertBroken(lines, 2, lines.get(1).replaceFirst("\"by\":\"[^\"]*\",", ""), "it has no text 'by'");
        LedgerAddress copy = storage.address("broken");
        assertThatThrownBy(() -> load(copy, lines.get(0).replaceFirst("\"by\":\"[^\"]*\"", "\"by\":\"mallory\"")))
                .hasMessageMatching("line 1 does not fit: its hash is [0-9a-f]{64}, but its fields give [0-9a-f]{64};"
                        + " nothing was imported");
        assertThatThrownBy(() -> load(copy, lines.get(0).replaceFirst("\"previousHash\":\"0", "\"previousHash\":\"1")))
                .hasMessage("line 1 does not fit: its previousHash is 1" + "0".repeat(63)
                        + ", but the event before it has the hash " + "0".repeat(64) + "; nothing was imported");
    }

    private void assertBroken(List<String> good, int number, String line, String problem) {
        List<String> lines = new ArrayList<>(good);
        lines.set(number - 1, line);
        LedgerAddress copy = storage.address("broken");
        assertThatThrownBy(() -> load(copy, String.join("\n", lines)))
                .isInstanceOf(LedgerException.class)
                .hasMessage("line " + number + " does not fit: " + problem + "; nothing was imported");
        try (Ledger ledger = Ledgers.openForReading(copy)) {
            assertThat(ledger.<Long>read(LedgerView::head)).isZero();
        }
    }

    @Test
    public void shouldNotVerifyOrExportWhatIsNotThere() {
        LedgerAddress missing = storage.address("missing");

        assertThatThrownBy(() -> LedgerVerifier.verify(missing, count -> {}))
                .isInstanceOf(LedgerException.class)
                .hasMessage("there is no ledger " + missing + nothing());
        assertThatThrownBy(() -> export(missing))
                .isInstanceOf(LedgerException.class)
                .hasMessage("there is no ledger " + missing + nothing());
    }

    private String nothing() {
        return kind == TestStorage.Kind.SQLITE
                ? "; name an existing file"
                : ": it is empty; name another database, or a schema of its own with ?currentSchema=NAME";
    }
}
