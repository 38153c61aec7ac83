package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Servers, databases and schemas that are no place for a ledger, on a real PostgreSQL. */
public class PostgresServerTest {
    private static final String SERVER_HINT =
            "; nothing was recorded; see whether the server runs, and can be reached" + " from here";

    @Rule
    public final TestStorage storage = new TestStorage(() -> TestStorage.Kind.POSTGRESQL);

    private String url;
    private String schema;
    private String user;

    @Before
    public void name() {
        url = storage.url();
        schema = url.replaceFirst(".*currentSchema=", "");
        user = storage.address().user();
    }

    private static void assertRefused(ThrowingCallable opening, String message) {
        assertThatThrownBy(opening).isInstanceOf(LedgerException.class).hasMessage(message);
    }

    /** Refused by whatever opens a ledger, and by the check, with one message. */
    private static void assertRefused(LedgerAddress address, String message) {
        assertRefused(() -> Ledgers.open(address).close(), message);
        assertRefused(() -> Ledgers.openForReading(address).close(), message);
        assertRefused(() -> LedgerVerifier.verify(address, count -> {}), message);
        assertRefused(() -> Ledgers.check(address), message);
    }

    private static void append(LedgerAddress address) {
        try (Ledger ledger = Ledgers.open(address)) {
            ledger.write(transaction -> transaction.append(
                    Instant.parse("2026-03-02T10:00:00Z"), "ann", null, new Event.HoldPlaced("prod", "audit")));
        }
    }

    @Test
    public void shouldRefuseAWrongPasswordAndNotShowIt() {
        LedgerAddress wrong = LedgerAddress.of(url, user, "wrong-password");

        assertRefused(
                wrong,
                "the ledger " + storage.name() + " cannot be used: the database refuses the user '" + user
                        + "': password authentication failed for user \"" + user
                        + "\"; check the user, the password and the server's pg_hba.conf");
    }

    @Test
    public void shouldRefuseADatabaseThatDoesNotExist() {
        LedgerAddress missing = LedgerAddress.of(url.replaceFirst("(//[^/]+)/[^?]*", "$1/no_such_database"));

        assertRefused(
                missing,
                "the ledger " + missing.name() + " cannot be used: database \"no_such_database\" does not exist;"
                        + " nothing was recorded; create it with createdb, or name another database");
    }

    @Test
    public void shouldSayThatThereIsNoServer() {
        assertRefused(
                LedgerAddress.of("jdbc:postgresql://127.0.0.1:1/ledger", "ann", "secret"),
                "the ledger jdbc:postgresql://127.0.0.1:1/ledger cannot be used: Connection to 127.0.0.1:1 refused"
                        + SERVER_HINT);
    }

    @Test
    public void shouldSayThatTheHostIsNotKnown() {
        assertRefused(
                () -> Ledgers.check(LedgerAddress.of("jdbc:postgresql://no-such-host.invalid/ledger", "ann", null)),
                "the ledger jdbc:postgresql://no-such-host.invalid/ledger cannot be used: the host"
                        + " no-such-host.invalid is not known" + SERVER_HINT);
    }

    @Test
    public void shouldRefuseASchemaThatDoesNotExist() {
        assertRefused(
                LedgerAddress.of(url.replace(schema, "no_such_schema")),
                "the ledger " + storage.name() + " cannot be used: the schema does not exist; nothing was recorded;"
                        + " create the schema, or name another with ?currentSchema=NAME");
    }

    @Test
    public void shouldRefuseTheDatabaseOfAnotherProgramAndLeaveItAlone() {
        TestStorage.onServer("CREATE TABLE " + schema + ".invoices (id integer)");

        assertRefused(
                storage.address(),
                "the database " + storage.name() + " is not a ledger: it holds the table invoices of another program;"
                        + " it was left as it is, name another database, or a schema of its own with"
                        + " ?currentSchema=NAME");
    }

    @Test
    public void shouldRefuseALedgerOfANewerProgram() {
        append(storage.address());
        storage.tamper("INSERT INTO flyway_schema_history SELECT 9, '9', description, type, script, checksum,"
                + " installed_by, installed_on, execution_time, success FROM flyway_schema_history"
                + " WHERE version = '1'");

        assertRefused(
                storage.address(),
                "the ledger " + storage.name() + " has version 9, this program knows versions up to 1;"
                        + " use a newer program");
    }

    @Test
    public void shouldSayWhichRightsAreMissing() {
        String guest = "guest_" + schema;
        LedgerAddress guests = LedgerAddress.of(url, guest, "guest");
        String missing = "; nothing was recorded; let '" + guest + "' own the database, or GRANT it what is missing";
        String refused = "the ledger " + storage.name() + " cannot be used: permission denied for ";
        TestStorage.onServer("CREATE ROLE " + guest + " LOGIN PASSWORD 'guest'");
        try {
            assertRefused(
                    guests,
                    "the ledger " + storage.name() + " cannot be used: the schema does not exist; nothing was recorded;"
                            + " create the schema, or name another with ?currentSchema=NAME");

            TestStorage.onServer("GRANT USAGE ON SCHEMA " + schema + " TO " + guest);
            assertRefused(() -> Ledgers.open(guests).close(), refused + "schema " + schema + missing);
            assertRefused(() -> Ledgers.check(guests), refused + "the schema " + schema + missing);

            append(storage.address());
            TestStorage.onServer("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO " + guest);
            try (Ledger ledger = Ledgers.openForReading(guests)) {
                assertThat(ledger.<Long>read(LedgerView::head)).isEqualTo(1);
            }
            assertThat(LedgerVerifier.verify(guests, count -> {}).findings()).isEmpty();
            assertRefused(() -> append(guests), refused + "table events" + missing);
            assertThatThrownBy(() -> Ledgers.check(guests))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith(refused + "the table ")
                    .hasMessageEndingWith(missing);

            TestStorage.onServer("GRANT ALL ON ALL TABLES IN SCHEMA " + schema + " TO " + guest);
            append(guests);
            assertThat(Ledgers.check(guests).events()).isEqualTo(2);
        } finally {
            TestStorage.onServer("DROP OWNED BY " + guest);
            TestStorage.onServer("DROP ROLE " + guest);
        }
    }

    @Test
    public void shouldCheckAndChangeNothing() {
        LedgerCheck before = Ledgers.check(storage.address());
        assertThat(before.exists()).isFalse();
        assertThat(before.summary())
                .startsWith("PostgreSQL ")
                .endsWith(", no ledger yet; it is made when it is first used");
        try (Ledger empty = Ledgers.openForReading(storage.address())) {
            assertThat(empty.<Long>read(LedgerView::head)).isZero();
            List<LedgerView.Cell> cells = empty.read(view -> view.cells(null));
            assertThat(cells).isEmpty();
        }
        assertThat(Ledgers.check(storage.address())).isEqualTo(before);

        append(storage.address());

        LedgerCheck after = Ledgers.check(storage.address());
        assertThat(after).isEqualTo(new LedgerCheck(storage.name(), before.storage(), true, 1));
        assertThat(after.summary()).startsWith("PostgreSQL ").endsWith(", a ledger with 1 event");
    }
}
