package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.Test;

/** What works on the whole ledger: export, import, verify-ledger, rebuild, events. */
public class LedgerCommandsTest extends ShopCommands {
    @Test
    public void shouldExportAndImportTheSameHistory() throws IOException {
        verifiedAt("dev", "1.0");
        Path file = shop.folder.resolve("history.jsonl");

        assertThat(shop.run("export", "--output", file.toString())).isEqualTo(done("6 events written to " + file));
        assertThat(shop.run("export").out()).isEqualTo(Files.readString(file));
        assertThat(shop.run("export", "--output", file.toString()))
                .isEqualTo(failed(
                        1, "deployment-gates: the file " + file + " exists already; name another, or remove it first"));
        String copy = shop.folder.resolve("copy.db").toString();
        assertThat(shop.run("import", file.toString(), "--ledger", copy)).isEqualTo(done("6 events imported"));
        assertThat(shop.run("export", "--ledger", copy).out()).isEqualTo(Files.readString(file));
        assertThat(shop.run("verify-ledger", "--ledger", copy)).isEqualTo(done("6 events, all as they were recorded"));
        assertThat(shop.run("rebuild", "--ledger", copy)).isEqualTo(done("derived tables rebuilt from 6 events"));
        assertThat(shop.run("matrix", "--ledger", copy)).isEqualTo(shop.run("matrix"));
        assertThat(shop.run("import", "nowhere.jsonl"))
                .isEqualTo(failed(1, "deployment-gates: there is no file nowhere.jsonl to import"));
    }

    @Test
    public void shouldFindWhatWasChangedBehindItsBack() throws Exception {
        verifiedAt("dev", "1.0");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + shop.ledger);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE events SET actor = 'mallory' WHERE sequence = 3");
        }

        Result result = shop.run("verify-ledger");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("event 3 ").endsWith("6 events, not as they were recorded\n");
    }

    @Test
    public void shouldPrintEventsAsJsonLines() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("events", "--after", "4").out())
                .startsWith("{\"sequence\":5,\"at\":\"2026-03-03T09:00:00Z\",\"by\":\"anna\",\"key\":null,"
                        + "\"type\":\"verification.passed\",\"application\":\"shop\",\"environment\":\"dev\","
                        + "\"event\":{\"id\":1,\"deployment\":1,");
        assertThat(shop.run("events", "--after", "-1"))
                .isEqualTo(failed(2, "deployment-gates: --after -1 is no sequence number; valid is 0 or more"));
    }
}
