package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.Limits;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Who may call the server, and what it says to those who may not. */
public class AccessTest {
    private static final String PROBLEM =
            "{\"type\":\"urn:deployment-gates:problem:%s\",\"title\":\"%s\",\"status\":%d," + "\"detail\":\"%s\"}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;

    @Before
    public void make() throws Exception {
        served = new Served(folder.getRoot().toPath(), World.REGIONS);
    }

    @After
    public void end() {
        served.close();
    }

    private HttpResponse<String> caller(String... headers) throws Exception {
        var request = served.get("/api/v1/caller");
        return served.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> with(String token) throws Exception {
        return caller("Authorization", "Bearer " + token);
    }

    private static void isUnknown(HttpResponse<String> response, String detail) {
        assertThat(response.body()).isEqualTo(PROBLEM.formatted("unauthenticated", "Say who you are", 401, detail));
        assertThat(response.headers().firstValue("www-authenticate").orElse(""))
                .startsWith("Bearer realm=\"deployment-gates\"");
    }

    /** Headers that Java's client does not send as one likes. */
    private String raw(String headers) throws Exception {
        try (var socket = served.socket("GET /api/v1/caller HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void shouldTakeCallsOfThisMachineForItsUserWhileThereAreNoTokens() throws Exception {
        served.start(Served.MANY);
        assertThat(caller().body())
                .isEqualTo("{\"name\":\"root\",\"groups\":[],\"administers\":true,\"applications\":[\"shop\"],"
                        + "\"may\":[\"RECORD\",\"PROMOTE\",\"APPROVE\",\"HOLD\"]}");
    }

    @Test
    public void shouldAskForATokenAsSoonAsOneWasMade() throws Exception {
        served.start(Served.MANY);
        assertThat(caller().statusCode()).isEqualTo(200);
        String token = served.token("ci", Role.RECORDER);
        isUnknown(caller(), "send the header 'Authorization: Bearer TOKEN'; whoever runs this server makes tokens");
        assertThat(with(token).body())
                .isEqualTo("{\"name\":\"ci\",\"groups\":[],\"administers\":false,\"applications\":[\"shop\"],"
                        + "\"may\":[\"RECORD\"]}");
        served.tokens.revoke("ci", "root");
        assertThat(caller().statusCode()).isEqualTo(401);
    }

    @Test
    public void shouldRefuseARevokedTokenAtOnce() throws Exception {
        String token = served.token("ci", Role.RECORDER);
        served.start(Served.MANY);
        assertThat(with(token).statusCode()).isEqualTo(200);
        served.tokens.revoke(token.substring(3, 11), "root");
        isUnknown(with(token), "the token " + token.substring(3, 11) + " of ci was revoked at 2026-03-03T09:00:00Z");
    }

    @Test
    public void shouldRefuseATokenThatExpired() throws Exception {
        String token = served.token("ci", List.of(Role.RECORDER), List.of(), Duration.ofDays(1));
        served.start(Served.MANY);
        assertThat(with(token).statusCode()).isEqualTo(200);
        served.world.clock().advance(Duration.ofDays(1));
        isUnknown(with(token), "the token " + token.substring(3, 11) + " of ci expired at 2026-03-04T09:00:00Z");
    }

    @Test
    public void shouldKnowNoTokenButThoseThatWereMade() throws Exception {
        String token = served.token("ci", Role.RECORDER);
        served.start(Served.MANY);
        String last = token.endsWith("A") ? "E" : "A";
        isUnknown(with(token.substring(0, token.length() - 1) + last), "there is no such token");
        isUnknown(with("dg_00000000" + token.substring(11)), "there is no such token");
        isUnknown(with("anything"), "there is no such token");
        isUnknown(
                caller("Authorization", "Basic cm9vdDpyb290"),
                "the header Authorization is of another kind than 'Bearer TOKEN'");
    }

    @Test
    public void shouldKeepNoSecret() {
        String token = served.token("ci", Role.RECORDER);
        assertThat(served.world.read(LedgerView::tokens).toString())
                .contains(token.substring(3, 11))
                .doesNotContain(token.substring(12));
        assertThat(served.world.read(view -> view.events(0, 10)).toString()).doesNotContain(token.substring(3, 11));
    }

    @Test
    public void shouldLetATokenForSomeApplicationsDoNothingThatConcernsAll() throws Exception {
        String token = served.token("shopkeeper", List.of(Role.OPERATOR), List.of("shop"), null);
        served.start(Served.MANY);
        HttpResponse<String> response = served.send(served.get("/api/v1/holds")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"environment\":\"qa\",\"reason\":\"stop\"}")));
        assertThat(response.body())
                .isEqualTo(PROBLEM.formatted("not-allowed", "You may not do this", 403, "shopkeeper may not hold"));
    }

    @Test
    public void shouldAnswerNoPageOfAnotherSiteWhileThereAreNoTokens() throws Exception {
        served.start(Served.MANY);
        String host = "Host: 127.0.0.1:1\r\n";
        assertThat(raw("Host: rebound.example.com\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("the header Host is 'rebound.example.com'; without tokens this server is called as localhost,"
                        + " 127.0.0.1 or [::1] only");
        assertThat(raw(host + "Origin: http://evil.example.com\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("a page of another site, 'http://evil.example.com', sent this; without tokens only pages of"
                        + " this server may call it");
        assertThat(raw(host + "Origin: null\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw(host + "Sec-Fetch-Site: cross-site\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw(host + "X-Forwarded-For: 10.0.0.1\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains(
                        "a proxy sent this (the header x-forwarded-for is there); without tokens only this machine may"
                                + " call; make tokens for callers");
        assertThat(raw(host + "Origin: http://127.0.0.1:1\r\nSec-Fetch-Site: same-origin\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("Host: localhost:1\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw("Host: [::1]:1\r\n")).startsWith("HTTP/1.1 200");
    }

    @Test
    public void shouldLetItsUserOverrideOnlyWhereTheConfigurationNamesWhoMay() {
        Configuration named = served.host.configuration();
        assertThat(LocalCaller.of("root", named).may(Permission.OVERRIDE, "shop"))
                .isTrue();
        Configuration silent = new ConfigurationReader()
                .parse("gates.yaml", "applications: {shop: {artifacts: [com.acme:shop], pipeline: {qa: {}}}}");
        assertThat(LocalCaller.of("root", silent).may(Permission.OVERRIDE, "shop"))
                .isFalse();
        assertThat(LocalCaller.of("root", silent).may(Permission.PROMOTE, "shop"))
                .isTrue();
    }

    @Test
    public void shouldListenForOtherMachinesOnlyWhenItKnowsWhoCalls() {
        ServerSettings everywhere = new ServerSettings(ServerSettings.address("0.0.0.0"), 0, null, Limits.USUAL);
        String message = "at 0.0.0.0 other machines can call, and there is no token that would tell who does; make one"
                + " first, such as 'deployment-gates token create NAME --role administrator', or bind to 127.0.0.1";
        assertThatThrownBy(() -> GatesServer.start(served.host, everywhere, "root", name -> name, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
        served.token("ci", List.of(Role.RECORDER), List.of(), Duration.ofDays(1));
        served.world.clock().advance(Duration.ofDays(1));
        assertThatThrownBy(() -> GatesServer.start(served.host, everywhere, "root", name -> name, null))
                .hasMessage(message);
    }

    @Test
    public void shouldSayThatAPortIsTaken() {
        served.start(Served.MANY);
        int port = served.address().getPort();
        assertThatThrownBy(() -> GatesServer.start(
                        served.host,
                        new ServerSettings(ServerSettings.address("127.0.0.1"), port, null, Limits.USUAL),
                        "root",
                        name -> name,
                        null))
                .isInstanceOf(DeploymentGatesException.class)
                .hasMessage("the port " + port + " at 127.0.0.1 is taken or may not be used; name another with --port");
    }

    @Test
    public void shouldSayThatAnAddressIsNone() {
        assertThatThrownBy(() -> ServerSettings.address("no such host"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--bind 'no such host' is no address of this machine; valid are for example 127.0.0.1,"
                        + " 0.0.0.0 and ::1");
    }

    @Test
    public void shouldRefuseTokensThatMakeNoSense() {
        assertThatThrownBy(() -> served.token("boss", List.of(Role.ADMINISTRATOR), List.of("shop"), null))
                .hasMessage("a token of an administrator is for all applications; leave out --application, or give it"
                        + " another role");
        assertThatThrownBy(() -> served.token("ci", List.of(Role.READER), List.of("ship"), null))
                .hasMessage("there is no application 'ship'; configured are shop");
        assertThatThrownBy(() -> served.token("ci", List.of(), List.of(), null))
                .hasMessage("a token without a role is good for nothing; give it one with --role");
        assertThatThrownBy(() -> served.tokens.revoke("ci", "root"))
                .hasMessage("there is no token 'ci' to be revoked; 'deployment-gates token list' lists all with their"
                        + " ids");
    }

    @Test
    public void shouldLetWhoHasTheirTokenRevokedSeeNothingMoreOfAStream() throws Refusal {
        String token = served.token("ci", Role.READER);
        Access access = new Access(served.host, "root");
        Caller caller = access.identify(Map.of(), "Bearer " + token, "http");
        assertThat(caller.sees("shop")).isTrue();
        served.tokens.revoke("ci", "root");
        access.refresh();
        assertThat(caller.sees("shop")).isFalse();
    }
}
