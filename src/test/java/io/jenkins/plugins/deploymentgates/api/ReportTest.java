package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    public void shouldNotTellOfApplicationsTheCallerMayNotSee() {
        world.fillVault();

        world.get("/v1/report?application=vault&environment=vault-test&version=7")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
        world.get("/v1/trace?application=vault&commit=abcdef0")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
    }
}
