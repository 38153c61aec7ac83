package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Where a version comes from and where a commit went, over HTTP. */
public class ReportTest extends InApiWorld {
    @Test
    public void shouldBeWrittenInTheFormThatIsWanted() {
        world.deliver("1.5.0");
        String target = "/v1/report?application=shop&environment=prod&version=1.5.0";

        ApiWorld.Answer markdown =
                world.get(target).header("accept", "text/markdown").send();
        assertThat(markdown.header("Content-Type")).isNull();
        assertThat(markdown.response().contentType()).isEqualTo("text/markdown; charset=utf-8");
        assertThat(markdown.text()).startsWith("# shop 1.5.0 at prod\n");
        ApiWorld.Answer page = world.get(target).header("accept", "text/html").send();
        assertThat(page.response().contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        assertThat(page.text()).contains("<h1>shop 1.5.0 at prod</h1>");
        assertThat(world.get(target)
                        .ok()
                        .at("/deliveries/0/promotion/approvals/0/by")
                        .asText())
                .isEqualTo("bob");
    }

    @Test
    public void shouldNotShowWhatWebhooksAndAddressesHide() {
        world.deliver("1.5.0");

        String text = world.get("/v1/report?application=shop&environment=prod&version=1.5.0")
                .ok()
                .at("/definitions/0/text")
                .asText();

        assertThat(text).contains("shop").doesNotContain("hooks.example.com").doesNotContain("vault");
    }

    @Test
    public void shouldTellWithoutGitWhatTheLedgerKnows() {
        world.fillVault();

        assertThat(world.get("/v1/report?application=vault&environment=vault-test&version=7")
                        .as(TestCaller.EVE)
                        .ok()
                        .at("/deliveries/0/changes/withoutGit")
                        .asText())
                .isEqualTo("deployment 1 (vault 7 at vault-test) was recorded without a commit");
        assertThat(world.get("/v1/trace?application=vault&commit=abcdef0")
                        .as(TestCaller.EVE)
                        .ok()
                        .toString())
                .isEqualTo("{\"application\":\"vault\",\"commit\":\"abcdef0\",\"details\":null,\"tickets\":[],"
                        + "\"places\":[{\"environment\":\"vault-test\",\"stays\":[]},"
                        + "{\"environment\":\"vault-prod\",\"stays\":[]}],"
                        + "\"withoutGit\":\"application vault has no Git repository\","
                        + "\"withoutPullRequests\":null}");
    }

    /** A build that recorded in one environment, and went on into another by somebody else. */
    @Test
    public void shouldFollowABuildAndATicket() {
        world.world().commit("SHOP-42 Carts");
        world.world().enter("qa", "1.5.0");
        Actor robot = new Actor("ann", Set.of(), new Build("deploy/shop", 12, "https://ci.example.com/job/12/"));
        world.engine()
                .recordings()
                .record(
                        robot,
                        new RecordRequest(
                                "shop", "qa", "1.5.0", List.of(), null, DeploymentStatus.COMPLETED, "", null));
        world.world().verify("qa");

        JsonNode trace = world.get("/v1/trace/build?application=shop&build=deploy/shop%2312")
                .ok();
        assertThat(trace.at("/build").asText()).isEqualTo("deploy/shop #12");
        assertThat(trace.at("/did/0/role").asText()).isEqualTo("RECORDED");
        assertThat(trace.at("/releases/0/version").asText()).isEqualTo("1.5.0");
        assertThat(trace.at("/releases/0/places/0/environment").asText()).isEqualTo("qa");
        assertThat(trace.at("/releases/0/places/0/stays")).hasSize(1);
        assertThat(trace.at("/releases/0/places/1/stays")).isEmpty();
        assertThat(world.get("/v1/trace/build?application=shop&build=deploy/shop%2312")
                        .header("accept", "text/markdown")
                        .send()
                        .text())
                .startsWith("# Build deploy/shop \\#12 for shop\n");
        world.get("/v1/trace/build?application=shop&build=deploy/shop%2313")
                .send()
                .isProblem(
                        Problem.INVALID,
                        "build 'deploy/shop #13' did nothing with shop that is in the ledger; builds are named by their"
                                + " job's full name and number");

        JsonNode ticket =
                world.get("/v1/trace/ticket?application=shop&ticket=SHOP-42").ok();
        assertThat(ticket.at("/link").asText()).isEqualTo("https://jira.example.com/browse/SHOP-42");
        assertThat(ticket.at("/commits")).hasSize(1);
        assertThat(ticket.at("/commits/0/places/0/stays/0/from/version").asText())
                .isEqualTo("1.5.0");
        world.get("/v1/trace/ticket?application=shop&ticket=x")
                .send()
                .isProblem(Problem.INVALID, "ticket 'x' is not what tickets of shop look like: [A-Z][A-Z0-9]+-[0-9]+");
    }

    @Test
    public void shouldTellThatTicketsNeedCommits() {
        world.fillVault();
        world.get("/v1/trace/ticket?application=vault&ticket=VAULT-1")
                .as(TestCaller.EVE)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "application vault has no Git repository, whose commits could name tickets; ask for a build or a"
                                + " version");
    }

    @Test
    public void shouldNotTellOfApplicationsTheCallerMayNotSee() {
        world.fillVault();

        world.get("/v1/report?application=vault&environment=vault-test&version=7")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
        world.get("/v1/trace/build?application=vault&build=a%231")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
        world.get("/v1/trace/ticket?application=vault&ticket=A-1")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
        world.get("/v1/trace?application=vault&commit=abcdef0")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
    }
}
