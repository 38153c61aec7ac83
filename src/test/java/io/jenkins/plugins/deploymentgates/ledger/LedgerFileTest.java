package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Files that are no ledgers, and ledgers to which something happened. */
public class LedgerFileTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private Path file;

    @Before
    public void name() {
        folder = temporary.getRoot().toPath();
        file = folder.resolve("ledger.db");
    }

    private void make(int events) {
        try (Ledger ledger = Ledgers.open(file)) {
            append(ledger, events);
        }
    }

    private static void append(Ledger ledger, int events) {
        for (int i = 0; i < events; i++) {
            ledger.write(transaction ->
                    transaction.append(T0, "ann", null, new Event.HoldPlaced("prod-" + transaction.head(), "audit")));
        }
    }

    private static long head(Ledger ledger) {
        return ledger.read(LedgerView::head);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Ledgers.open(file).close())
                .isInstanceOf(LedgerException.class)
                .hasMessage(message);
    }

    private void assertRefusedForReading(String message) {
        assertThatThrownBy(() -> Ledgers.openForReading(file.toString()).close())
                .isInstanceOf(LedgerException.class)
                .hasMessage(message);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(path).toString(), Arrays.toString(Files.readAllBytes(path)));
            }
        }
        return contents;
    }

    @Test
    public void shouldRefuseAFileThatIsNoDatabaseAndLeaveItAlone() throws IOException {
        Files.writeString(file, "applications: {}\n");

        String message = "the file " + file
                + " is not a ledger: it is no SQLite database; it was left as it is, name another file";
        assertRefused(message);
        assertRefusedForReading(message);
        assertThat(Files.readString(file)).isEqualTo("applications: {}\n");
    }

    @Test
    public void shouldRefuseTheDatabaseOfAnotherProgramAndLeaveItAlone() throws SQLException, IOException {
        sql("CREATE TABLE invoices (id INTEGER)");

        String message = "the database " + file + " is not a ledger: it holds the table invoices of another program;"
                + " it was left as it is, name another file";
        assertRefused(message);
        assertRefusedForReading(message);
    }

    @Test
    public void shouldRefuseALedgerOfANewerProgram() throws SQLException {
        make(1);
        sql("INSERT INTO flyway_schema_history SELECT 9, '9', description, type, script, checksum, installed_by,"
                + " installed_on, execution_time, success FROM flyway_schema_history");

        String message =
                "the ledger " + file + " has version 9, this program knows versions up to 1;" + " use a newer program";
        assertRefused(message);
        assertRefusedForReading(message);
    }

    @Test
    public void shouldRefuseToWriteAReadOnlyFileAndStillReadIt() throws IOException {
        make(2);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Map<String, String> before = contents();

        assertRefused("the ledger " + file + " is read-only; nothing was recorded; make the file and its folder"
                + " writable, or use a command that only reads");
        try (Ledger ledger = Ledgers.openForReading(file.toString())) {
            assertThat(head(ledger)).isEqualTo(2);
        }
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    public void shouldReadInAReadOnlyFolderAndRefuseToWriteThere() throws IOException {
        make(2);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertRefused("the ledger " + file + " is read-only; nothing was recorded; make the file and its folder"
                    + " writable, or use a command that only reads");
            try (Ledger ledger = Ledgers.openForReading(file.toString())) {
                assertThat(head(ledger)).isEqualTo(2);
            }
            file = folder.resolve("new.db");
            assertRefused("the ledger " + file + " cannot be made: its folder " + folder
                    + " is read-only; make the folder writable, or name another file");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    public void shouldRefuseAFolderThatDoesNotExist() {
        file = folder.resolve("missing/ledger.db");

        String message = "the folder of the ledger " + file + " does not exist; create it with mkdir -p "
                + file.getParent() + ", or name another file";
        assertRefused(message);
    }

    @Test
    public void shouldRefuseAFileInsideOfAFile() throws IOException {
        Path notFolder = Files.writeString(folder.resolve("notes.txt"), "hello");
        file = notFolder.resolve("ledger.db");

        assertRefused("the ledger " + file + " cannot be there: " + notFolder
                + " is a file, not a folder; name a file in a folder");
    }

    @Test
    public void shouldRefuseAFolder() {
        file = folder;

        String message = "the ledger " + file + " is a folder; name a file in it, such as " + file.resolve("ledger.db");
        assertRefused(message);
        assertRefusedForReading(message);
    }

    @Test
    public void shouldCheckAndWriteNothing() throws IOException {
        LedgerAddress address = LedgerAddress.of(file.toString());
        assertThat(Ledgers.check(address)).isEqualTo(new LedgerCheck(file.toString(), "a new file", false, 0));
        assertThat(contents()).isEmpty();
        make(2);
        Map<String, String> before = contents();

        LedgerCheck check = Ledgers.check(address);

        assertThat(check.events()).isEqualTo(2);
        assertThat(check.summary()).startsWith("SQLite ").endsWith(", a ledger with 2 events");
        assertThat(contents()).isEqualTo(before);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> Ledgers.check(address))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger " + file + " is read-only; nothing was recorded; make the file and its folder"
                        + " writable, or use a command that only reads");
    }

    @Test
    public void shouldOpenAnSqliteUrl() {
        try (Ledger ledger = Ledgers.open("jdbc:sqlite:" + file)) {
            append(ledger, 1);
        }
        try (Ledger ledger = Ledgers.openForReading(file.toString())) {
            assertThat(head(ledger)).isEqualTo(1);
        }
    }

    @Test
    public void shouldSayThatTheDiskIsFullAndGoOnOnceItIsNot() throws Exception {
        make(1);
        long pages = Files.size(file) / 4096;
        Dialect small = new SmallDisk(file, pages);
        String message = "the disk of the ledger " + file + " is full; nothing was recorded; free space and try again";
        try (Ledger ledger = Ledgers.open(new Storage(small, new FileLocks(folder.resolve("locks"))))) {
            assertThatThrownBy(() -> ledger.write(transaction ->
                            transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", "x".repeat(100_000)))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(message);
            assertThat(head(ledger)).isEqualTo(1);
            assertThatThrownBy(() -> ledger.write(transaction ->
                            transaction.append(T0, "ann", null, new Event.HoldPlaced("prod", "x".repeat(100_000)))))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(message);
        }
        try (Ledger ledger = Ledgers.open(file)) {
            append(ledger, 1);
            assertThat(head(ledger)).isEqualTo(2);
        }
        assertThat(LedgerVerifier.verify(LedgerAddress.of(file.toString()), count -> {})
                        .findings())
                .isEmpty();
    }

    @Test
    public void shouldSayThatAnotherProcessHoldsTheLedgerAndGoOnOnceItDoesNot() throws Exception {
        make(1);
        Process process = LockingProcess.start(file);
        try (Ledger ledger = Ledgers.open(file, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> append(ledger, 1))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage(
                            "the ledger " + file + " is locked by another process, waited 1 s; nothing was recorded;"
                                    + " try again, or end the process that holds it");
            assertThat(head(ledger)).isEqualTo(1);

            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
            append(ledger, 1);
            assertThat(head(ledger)).isEqualTo(2);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    public void shouldKeepWhatWasAcknowledgedWhenTheLogIsCutOffAnywhere() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("ledger.db");
        Path log = Path.of(copy + "-wal");
        make(3);
        try (Ledger ledger = Ledgers.open(file)) {
            append(ledger, 1);
            Path source = Path.of(file + "-wal");
            long acknowledged = Files.size(source);
            append(ledger, 1);
            long whole = Files.size(source);
            assertThat(whole).isGreaterThan(acknowledged);
            for (long size : List.of(whole, whole - 1, whole - 2048, whole - 4096, acknowledged + 1, acknowledged)) {
                Files.deleteIfExists(Path.of(copy + "-shm"));
                Files.write(copy, Files.readAllBytes(file));
                Files.write(log, Files.readAllBytes(source));
                cut(log, size);

                assertThat(LedgerVerifier.verify(LedgerAddress.of(copy.toString()), count -> {}))
                        .as("cut off at %s of %s", size, whole)
                        .isEqualTo(new LedgerVerifier.Report(size == whole ? 5 : 4, List.of()));
                try (Ledger opened = Ledgers.open(copy)) {
                    append(opened, 1);
                    assertThat(head(opened)).isEqualTo(size == whole ? 6 : 5);
                }
            }
        }
    }

    @Test
    public void shouldKeepEverythingWhenTheFileIsCutOffInItsLastPageWhileTheLogIsBeingCopiedIntoIt()
            throws IOException, SQLException {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("ledger.db");
        try (Ledger ledger = Ledgers.open(file)) {
            append(ledger, 50);
            sql("PRAGMA wal_checkpoint(PASSIVE)");
            Files.copy(file, copy);
            Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
            cut(copy, Files.size(copy) - 2048);
        }

        try (Ledger opened = Ledgers.open(copy)) {
            assertThat(head(opened)).isEqualTo(50);
            append(opened, 1);
        }
        assertThat(LedgerVerifier.verify(LedgerAddress.of(copy.toString()), count -> {}))
                .isEqualTo(new LedgerVerifier.Report(51, List.of()));
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    public void shouldStandForAnEmptyLedgerWhereThereIsNoneAndWriteNothing() throws IOException {
        try (Ledger ledger = Ledgers.openForReading(file.toString())) {
            assertThat(head(ledger)).isZero();
            List<LedgerView.Cell> cells = ledger.read(view -> view.cells(null));
            assertThat(cells).isEmpty();
            assertThatThrownBy(() -> append(ledger, 1))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger " + file + " was opened for reading; nothing was recorded;"
                            + " open it for writing");
        }
        assertThat(contents()).isEmpty();
    }

    @Test
    public void shouldWriteNothingWhileReading() throws IOException {
        make(3);
        Map<String, String> before = contents();

        try (Ledger ledger = Ledgers.openForReading(file.toString())) {
            assertThat(head(ledger)).isEqualTo(3);
        }

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    public void shouldMakeALedgerOfAnEmptyFile() throws IOException {
        Files.createFile(file);
        try (Ledger ledger = Ledgers.openForReading(file.toString())) {
            assertThat(head(ledger)).isZero();
        }
        make(1);
        try (Ledger ledger = Ledgers.open(file)) {
            assertThat(head(ledger)).isEqualTo(1);
        }
    }

    /** A file that cannot grow beyond a number of pages; SQLite then reports what it reports for a full disk. */
    private static final class SmallDisk extends SqliteDialect {
        private final long pages;

        SmallDisk(Path file, long pages) {
            super(file, true, Duration.ofSeconds(1));
            this.pages = pages;
        }

        @Override
        public Connection openForWriting() throws SQLException {
            Connection connection = super.openForWriting();
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
            return connection;
        }
    }
}
