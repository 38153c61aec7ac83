package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** {@code webhooks} and what hangs on it, with a real receiver. */
public class WebhooksCommandTest extends ShopCommands {
    private final List<String> got = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer receiver;
    private String url;

    @Before
    public void haveAReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            got.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
        url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        Path file = shop.folder.resolve("deployment-gates.yaml");
        Files.writeString(
                file,
                Files.readString(file) + "webhooks:\n- {url: '" + url + "?token=secret', on: [verification.passed]}\n");
    }

    @After
    public void stopReceiver() {
        receiver.stop(0);
    }

    @Test
    public void shouldDeliverWhatWaitsInTheLedger() {
        verifiedAt("dev", "1.0");
        assertThat(shop.run("webhooks", "deliver"))
                .isEqualTo(done("1 event delivered, 0 to be tried again, 0 given up"));
        assertThat(got).hasSize(1).first().asString().contains("\"type\":\"verification.passed\"");
        shop.later(Duration.ofMinutes(2));
        assertThat(shop.run("webhooks", "deliver"))
                .isEqualTo(done("0 events delivered, 0 to be tried again, 0 given up"));
        assertThat(shop.run("webhooks"))
                .isEqualTo(done(
                        "URL" + " ".repeat(url.length() + 1)
                                + "FORMAT  STATE  WAITING  DEAD  DELIVERED  NEXT ATTEMPT  PROBLEM",
                        url + "?…  events  READY  0        0     2m ago"));
        assertThat(shop.run("webhooks", "deliver", "--json").out())
                .isEqualTo("{\n  \"delivered\" : 0,\n  \"failed\" : 0,\n  \"dead\" : 0\n}\n");
    }

    @Test
    public void shouldShowWhatWasNotTakenAndSendItAgain() {
        verifiedAt("dev", "1.0");
        status = 404;
        assertThat(shop.run("webhooks", "deliver").exitCode()).isEqualTo(1);
        Result listed = shop.run("webhooks", "dead");
        assertThat(listed.out()).contains(" verification.passed  " + url + "?…  1      0s ago  answered 404\n");
        String id = listed.out().split("\n")[1].split(" ")[0];
        assertThat(shop.run("webhooks", "resend", id)).isEqualTo(done("1 dead letter to be sent again"));
        assertThat(shop.run("webhooks", "dead").out()).contains("about to be sent again");
        status = 204;
        assertThat(shop.run("webhooks", "deliver"))
                .isEqualTo(done("1 event delivered, 0 to be tried again, 0 given up"));
        assertThat(shop.run("webhooks", "dead")).isEqualTo(done("there is no dead letter"));
        assertThat(shop.run("webhooks", "dead", "--json").out()).isEqualTo("[ ]\n");
        assertThat(shop.run("webhooks", "resend", "--all", "--json").out()).isEqualTo("{\n  \"count\" : 0\n}\n");
        assertThat(got).hasSize(2);
        assertThat(got.get(0)).isEqualTo(got.get(1));
    }

    @Test
    public void shouldShowTheSameOfAServerAndHaveItSendAgain() {
        verifiedAt("dev", "1.0");
        status = 404;
        assertThat(shop.run("webhooks", "deliver").exitCode()).isEqualTo(1);
        String here = shop.run("webhooks").out();
        String dead = shop.run("webhooks", "dead").out();
        shop.served = true;
        assertThat(shop.run("webhooks").out()).isEqualTo(here);
        assertThat(shop.run("webhooks", "dead").out()).isEqualTo(dead);
        String id = dead.split("\n")[1].split(" ")[0];
        assertThat(shop.run("webhooks", "resend", "x"))
                .isEqualTo(failed(2, "deployment-gates: there is no dead letter 'x'"));
        status = 204;
        assertThat(shop.run("webhooks", "resend", id)).isEqualTo(done("1 dead letter to be sent again"));
        assertThat(shop.run("webhooks", "resend", "--all").exitCode()).isZero();
        shop.close();
    }

    @Test
    public void shouldRefuseWrongUse() {
        assertThat(shop.run("webhooks", "resend")).isEqualTo(failed(2, "deployment-gates: name an ID, or --all"));
        assertThat(shop.run("webhooks", "resend", "x", "--all"))
                .isEqualTo(failed(2, "deployment-gates: name an ID or --all, not both"));
        assertThat(shop.run("webhooks", "resend", "x"))
                .isEqualTo(failed(2, "deployment-gates: there is no dead letter 'x'"));
        assertThat(shop.run("webhooks", "dead", "--limit", "0"))
                .isEqualTo(failed(2, "deployment-gates: --limit 0 is not from 1 to 1000"));
    }

    @Test
    public void shouldSayWhereNothingIsConfigured() throws IOException {
        Path file = shop.folder.resolve("deployment-gates.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)webhooks:.*", ""));
        assertThat(shop.run("webhooks")).isEqualTo(done("no webhook is configured"));
    }
}
