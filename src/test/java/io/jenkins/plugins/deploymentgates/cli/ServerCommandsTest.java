package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Test;

/** What only happens between a command and a server: how it is named, who calls, and what no server does. */
public class ServerCommandsTest extends OtherServerCommands {
    @Test
    public void shouldRefuseAKeyThatNoServerTakes() {
        assertThat(at(otherAddress(), "record", "shop", "dev", "1.0", "--key", "build 7"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: a server does not take this --key; valid are 1 to 255 visible ASCII"
                                + " characters without spaces"));
    }

    @Test
    public void shouldRefuseWhatIsNoAddress() {
        String valid =
                " is no address of a server; valid are for example https://gates.example.com and http://127.0.0.1:8080";
        for (String address :
                List.of("gates.example.com", "ftp://gates.example.com", "http:///api", "http://a b", "http://h/?x=1")) {
            assertThat(shop.run("matrix", "--server", address).err()).isNotEmpty();
            assertThat(at(address, "matrix"))
                    .isEqualTo(failed(2, "deployment-gates: --server '" + address + "'" + valid));
        }
        assertThat(at("http://anna:s3cret@gates.example.com", "matrix"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the address of the server names a user; who calls is told by a token in"
                                + " DEPLOYMENT_GATES_TOKEN or in a file that --token-file names"));
    }

    @Test
    public void shouldTakeNothingOfALedgerTogetherWithAServer() {
        assertThat(shop.run("matrix", "--server", otherAddress(), "--ledger", "x.db", "--as", "bert"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--server names a server, which has a ledger, a configuration and users of its own; leave"
                                + " --ledger and --as away, or --server"));
        assertThat(shop.run("matrix", "--server", otherAddress(), "--config", "x.yaml"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--server names a server, which has a ledger, a configuration and users of its own; leave"
                                + " --config away, or --server"));
        assertThat(at(otherAddress(), "matrix", "--as", "bert"))
                .isEqualTo(misused(
                        "deployment-gates matrix",
                        "--as is for a ledger; to the server in DEPLOYMENT_GATES_SERVER you are whom your token is"
                                + " for; leave --as away, or name the ledger with --ledger"));
        assertThat(shop.run("matrix", "--token-file", "token"))
                .isEqualTo(misused("deployment-gates matrix", "--token-file is for a server; name it with --server"));
        assertThat(shop.run("matrix", "--trust-store", "ca.pem"))
                .isEqualTo(misused("deployment-gates matrix", "--trust-store is for a server; name it with --server"));
    }

    @Test
    public void shouldPreferTheLedgerThatAnOptionNamesToTheServerOfAVariable() {
        assertThat(at(
                        otherAddress(),
                        "history",
                        "--config",
                        shop.folder.resolve("deployment-gates.yaml").toString(),
                        "--ledger",
                        shop.ledger.toString()))
                .isEqualTo(done("nothing was recorded"));
    }

    @Test
    public void shouldSayWhatNoServerDoes() {
        for (String[] words : new String[][] {
            {"export"},
            {"import", "x"},
            {"verify-ledger"},
            {"rebuild"},
            {"serve"},
            {"webhooks", "deliver"},
            {"token", "create", "ci", "--role", "reader"},
            {"token", "list"},
            {"token", "revoke", "ci"}
        }) {
            String name =
                    words[0].equals("token") || words[0].equals("webhooks") ? words[0] + " " + words[1] : words[0];
            assertThat(at(otherAddress(), words))
                    .isEqualTo(misused(
                            "deployment-gates " + name,
                            "'" + name + "' works on a ledger only, not on a server; name the ledger with --ledger,"
                                    + " or take DEPLOYMENT_GATES_SERVER out of the environment"));
        }
        assertThat(shop.run("export", "--server", otherAddress()))
                .isEqualTo(misused(
                        "deployment-gates export",
                        "'export' works on a ledger only, not on a server; name the ledger with --ledger instead of"
                                + " --server"));
        for (String command : List.of("validate", "schema", "completion", "demo")) {
            assertThat(shop.run(command, "--server", otherAddress()))
                    .isEqualTo(misused(
                            "deployment-gates " + command,
                            "'" + command + "' is not done by a server; leave --server away"));
        }
        assertThat(at(otherAddress(), "schema").exitCode()).isZero();
        assertThat(at(otherAddress(), "export", "--help").exitCode()).isZero();
        assertThat(keys).isEmpty();
    }

    @Test
    public void shouldSayThatTheServerDoesNotKnowWhoCalls() {
        ShopServer server = shop.server();
        String end = "; put your token into DEPLOYMENT_GATES_TOKEN, or into a file that --token-file names";

        assertThat(at(server.address(), "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + server.address() + " does not know who you are: send the header"
                                + " 'Authorization: Bearer TOKEN'; whoever runs this server makes tokens" + end));
        assertThat(shop.runWith(
                        Map.of("DEPLOYMENT_GATES_SERVER", server.address(), "DEPLOYMENT_GATES_TOKEN", "wrong"),
                        "matrix"))
                .isEqualTo(failed(
                        1,
                        "deployment-gates: " + server.address() + " does not know who you are: there is no such token"
                                + end));
    }

    @Test
    public void shouldReadTheTokenFromAFile() {
        ShopServer server = shop.server();
        Path file = shop.folder.resolve("token");
        Shop.write(file, server.variables("bert").get("DEPLOYMENT_GATES_TOKEN") + "\n");

        assertThat(shop.run("hold", "qa", "--reason", "audit", "--server", server.address(), "--token-file", "" + file))
                .isEqualTo(done("qa: held by bert: audit"));
        Path none = shop.folder.resolve("none");
        assertThat(shop.run("matrix", "--server", server.address(), "--token-file", "" + none))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the file " + none
                                + " that --token-file names cannot be read: there is no such file or folder"));
        Shop.write(file, "\n");
        assertThat(shop.run("matrix", "--server", server.address() + "/api", "--token-file", "" + file))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the token in " + file
                                + " is none; valid is what 'deployment-gates token create' printed, and USER:API-TOKEN"
                                + " for Jenkins"));
    }

    @Test
    public void shouldCallJenkinsWithAUserAndAnApiToken() {
        List<String> seen = new CopyOnWriteArrayList<>();
        answers(exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            send(exchange, 200, "application/json", "[]");
        });

        assertThat(shop.runWith(
                        Map.of(
                                "DEPLOYMENT_GATES_SERVER",
                                otherAddress() + "/deployments",
                                "DEPLOYMENT_GATES_TOKEN",
                                "ann:11c6"),
                        "waiting"))
                .isEqualTo(done("no promotion waits"));
        assertThat(seen).containsExactly("/deployments/api/v1/waiting Basic YW5uOjExYzY=");
    }

    @Test
    public void shouldTellEventsAndWhatWaitsAsTheLedgerDoes() {
        firstReleaseWaitsForProduction();
        String events = shop.runHere("events").out();
        String askedAgain = shop.runHere("waiting", "--ask-again").out();
        ShopServer server = shop.server();

        assertThat(shop.runWith(server.variables("anna"), "events").out()).isEqualTo(events);
        assertThat(shop.runWith(server.variables("anna"), "waiting", "--ask-again")
                        .out())
                .isEqualTo(askedAgain);
    }
}
