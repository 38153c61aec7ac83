package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import io.jenkins.plugins.deploymentgates.ledger.TestStorage;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** The command line with a ledger on a real PostgreSQL, and user and password in the environment. */
public class PostgresCommandsTest extends ShopCommands {
    @Rule
    public final TestStorage storage = new TestStorage(() -> TestStorage.Kind.POSTGRESQL);

    private Result run(String password, String... words) {
        String user = parameter("user");
        return shop.runWith(
                Map.of(
                        "DEPLOYMENT_GATES_CONFIG",
                        shop.folder.resolve("deployment-gates.yaml").toString(),
                        "DEPLOYMENT_GATES_LEDGER",
                        storage.url().replaceAll("&?(user|password)=[^&]*", "").replace("?&", "?"),
                        "DEPLOYMENT_GATES_LEDGER_USER",
                        user,
                        "DEPLOYMENT_GATES_LEDGER_PASSWORD",
                        password,
                        "XDG_CACHE_HOME",
                        shop.folder.resolve("cache").toString()),
                words);
    }

    private String parameter(String name) {
        return storage.url().replaceFirst(".*[?&]" + name + "=([^&]*).*", "$1");
    }

    @Test
    public void shouldRecordPromoteAndMoveTheHistoryFromAndToAFile() {
        String password = parameter("password");
        verifiedAt("dev", "1.0");
        Path history = shop.folder.resolve("history.jsonl");
        assertThat(shop.run("export", "--output", history.toString()).exitCode())
                .isZero();

        assertThat(run(password, "matrix").exitCode()).isZero();
        assertThat(run(password, "verify-ledger"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: there is no ledger " + storage.address() + ": it is empty; name another"
                                + " database, or a schema of its own with ?currentSchema=NAME"));
        assertThat(run(password, "import", history.toString())).isEqualTo(done("6 events imported"));
        assertThat(run(password, "matrix")).isEqualTo(shop.run("matrix"));
        Result promoted = run(password, "promote", "shop", "qa");
        assertThat(promoted.exitCode()).as(promoted.toString()).isZero();
        assertThat(run(password, "rebuild").exitCode()).isZero();
        assertThat(run(password, "verify-ledger").exitCode()).isZero();
    }

    @Test
    public void shouldSayThatThePasswordIsWrongAndNotShowIt() {
        String user = parameter("user");

        assertThat(run("wrong-password", "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: the ledger " + storage.address()
                                + " cannot be used: the database refuses the"
                                + " user '" + user + "': password authentication failed for user \"" + user
                                + "\"; check the user, the password and the server's pg_hba.conf"));
    }
}
