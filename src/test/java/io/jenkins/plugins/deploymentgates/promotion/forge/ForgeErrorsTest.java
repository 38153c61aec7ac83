package io.jenkins.plugins.deploymentgates.promotion.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.HEAD;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.NOW;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.SOURCE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.TARGET;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.time.Duration;
import java.time.Instant;
import org.junit.After;
import org.junit.Test;

/** What is said, and whether it is asked again, when a server does not answer as hoped. */
public class ForgeErrorsTest {
    private static final String PULL = "/repos/shop/deploy/pulls/42";
    private static final String DOING = "reading pull request 42 of shop/deploy";

    private final Recorded github = new Recorded(ForgeSettings.Type.GITHUB);
    private final Forge forge = github.forge("shop/deploy", "ghp_secret");

    @After
    public void stop() {
        github.close();
    }

    private static void assertRefused(
            ForgeSettings.Type type, String project, int status, String file, String name, String said) {
        try (Recorded server = new Recorded(type)) {
            server.always(server.json(status, file));
            Forge forge = server.forge(project, "secret");

            assertThatThrownBy(() -> forge.find("42"))
                    .isExactlyInstanceOf(ForgeException.class)
                    .hasMessage(name + " at " + server.url() + " refused reading pull request 42 of " + project + " ("
                            + status + "): " + said);
        }
    }

    private ForgeBusyException busy() {
        return catchThrowableOfType(ForgeBusyException.class, () -> forge.find("42"));
    }

    @Test
    public void shouldAskForAnotherTokenWhenItIsNotValid() {
        String advice = "; give credentials with a token that is valid";
        assertRefused(ForgeSettings.Type.GITHUB, "shop/deploy", 401, "error-401", "GitHub", "Bad credentials" + advice);
        assertRefused(
                ForgeSettings.Type.GITLAB, "shop/deploy", 401, "error-401", "GitLab", "401 Unauthorized" + advice);
        assertRefused(
                ForgeSettings.Type.BITBUCKET,
                "SHOP/deploy",
                401,
                "error-401",
                "Bitbucket",
                "Authentication failed. Please check your credentials and try again." + advice);
        assertRefused(
                ForgeSettings.Type.GITEA,
                "shop/deploy",
                401,
                "error-401",
                "Gitea",
                "invalid username, password or token" + advice);
    }

    @Test
    public void shouldAskForMoreRightsWhenTheTokenMayNot() {
        String advice = "; give the token the rights that docs/forges.md names";
        assertRefused(
                ForgeSettings.Type.GITHUB,
                "shop/deploy",
                403,
                "error-403",
                "GitHub",
                "Resource not accessible by personal access token" + advice);
        assertRefused(
                ForgeSettings.Type.BITBUCKET,
                "SHOP/deploy",
                403,
                "error-403",
                "Bitbucket",
                "You are not permitted to access this resource" + advice);
        assertRefused(
                ForgeSettings.Type.GITEA,
                "shop/deploy",
                403,
                "error-403",
                "Gitea",
                "token does not have at least one of required scope(s), required=[write:repository], token"
                        + " scope=read:repository" + advice);
    }

    @Test
    public void shouldWaitAsLongAsTheServerWishes() {
        github.always(aResponse().withStatus(429).withHeader("Retry-After", "120"));

        ForgeBusyException busy = busy();
        assertThat(busy)
                .hasMessage("GitHub at " + github.url() + " is asked too often (429), " + DOING
                        + "; asked again at 2026-03-03T09:02:00Z");
        assertThat(busy.again()).isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    public void shouldWaitWhenGitHubSaysForbiddenToWhoAsksTooOften() {
        github.always(github.json(403, "error-403-limit").withHeader("Retry-After", "60"));

        assertThat(busy())
                .hasMessage("GitHub at " + github.url() + " is asked too often (403), " + DOING
                        + "; asked again at 2026-03-03T09:01:00Z");
    }

    @Test
    public void shouldWaitUntilTheNextHourOfRequestsBegins() {
        Instant reset = NOW.plus(Duration.ofMinutes(20));
        github.always(github.json(403, "error-403-limit")
                .withHeader("x-ratelimit-remaining", "0")
                .withHeader("x-ratelimit-reset", String.valueOf(reset.getEpochSecond())));

        assertThat(busy().again()).isEqualTo(reset);
    }

    @Test
    public void shouldWaitAMinuteWhenTheNamedTimeIsNoneToWaitFor() {
        for (String reset : new String[] {"1", "99999999999", "soon"}) {
            github.always(aResponse().withStatus(429).withHeader("x-ratelimit-reset", reset));

            assertThat(busy().again()).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @Test
    public void shouldWaitForGitLabLikewise() {
        try (Recorded server = new Recorded(ForgeSettings.Type.GITLAB)) {
            Instant reset = NOW.plusSeconds(90);
            server.always(server.json(429, "error-429")
                    .withHeader("RateLimit-Reset", String.valueOf(reset.getEpochSecond())));
            Forge gitlab = server.forge("shop/deploy", "secret");

            ForgeBusyException busy = catchThrowableOfType(ForgeBusyException.class, () -> gitlab.find("42"));
            assertThat(busy)
                    .hasMessage("GitLab at " + server.url() + " is asked too often (429), " + DOING
                            + "; asked again at 2026-03-03T09:01:30Z");
            assertThat(busy.again()).isEqualTo(reset);
        }
    }

    @Test
    public void shouldWaitWhenTheServerIsInTrouble() {
        github.always(aResponse().withStatus(503).withBody("<html>down for maintenance</html>"));

        assertThat(busy())
                .hasMessage("GitHub at " + github.url() + " answered 503, " + DOING
                        + "; asked again at 2026-03-03T09:01:00Z");
    }

    @Test
    public void shouldWaitWhenNothingIsWrittenEither() {
        github.on("GET", PULL, 200, "pull-open").on("PATCH", PULL, aResponse().withStatus(502));

        ForgeBusyException busy = catchThrowableOfType(ForgeBusyException.class, () -> forge.close("42", "Withdrawn"));
        assertThat(busy)
                .hasMessage("GitHub at " + github.url() + " answered 502, closing pull request 42 of shop/deploy;"
                        + " asked again at 2026-03-03T09:01:00Z");
    }

    @Test
    public void shouldNotTakeTroubleForARaceWhenOpening() {
        github.get(
                        "/repos/shop/deploy/pulls?state=open&head=shop%3Apromote%2Fprod%2F17&base=environment%2Fprod"
                                + "&sort=created&direction=desc&per_page=10",
                        "pulls-none")
                .on("POST", "/repos/shop/deploy/pulls", aResponse().withStatus(500));

        assertThatThrownBy(() -> forge.open(Recorded.WANTED)).isExactlyInstanceOf(ForgeBusyException.class);
    }

    @Test
    public void shouldWaitForTheProxyBeforeTheServer() {
        github.always(aResponse().withStatus(407));

        assertThat(busy())
                .hasMessage("the proxy before " + github.url() + " wants another login, " + DOING
                        + "; asked again at 2026-03-03T09:01:00Z");
    }

    @Test
    public void shouldWaitWhenNobodyIsThere() {
        github.close();

        ForgeBusyException busy = busy();
        assertThat(busy)
                .hasMessage("GitHub at " + github.url() + " cannot be reached or did not answer in time, " + DOING
                        + "; asked again at 2026-03-03T09:01:00Z");
        assertThat(busy.again()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    public void shouldSayThatItWasInterrupted() {
        github.always(github.json(200, "pull-open"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(DeploymentGatesException.class)
                .hasMessage("interrupted while " + DOING);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void shouldSayThatAnAnswerIsNoJson() {
        github.always(aResponse().withStatus(200).withBody("<!DOCTYPE html>\n<html>Sign in\u202e here</html>"));

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " answered with no JSON, " + DOING
                        + ": <!DOCTYPE html> <html>Sign in  here</html>; is git.forge.url its API?");
    }

    @Test
    public void shouldShowNoErrorTextThatIsNoJson() {
        github.always(aResponse().withStatus(400).withBody("<html>Bad Request</html>"));

        assertThatThrownBy(() -> forge.find("42"))
                .hasMessage("GitHub at " + github.url() + " refused " + DOING + " (400)");
    }

    @Test
    public void shouldSayWhatIsMissing() {
        github.get(
                PULL, github.file("pull-open", node -> node.withObject("/head").remove("sha")));

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " answered without head.sha, " + DOING
                        + "; is git.forge.url its API?");
    }

    @Test
    public void shouldSayThatAListIsNone() {
        github.always(json200("{'message': 'hello'}"));

        assertThatThrownBy(() -> forge.ofBranch(SOURCE, TARGET))
                .hasMessage("GitHub at " + github.url() + " answered without a list, looking for pull requests of"
                        + " shop/deploy; is git.forge.url its API?");
        assertThatThrownBy(() -> forge.checks(HEAD))
                .hasMessage("GitHub at " + github.url() + " answered without check_runs, reading checks of commit "
                        + HEAD + "; is git.forge.url its API?");
    }

    private static ResponseDefinitionBuilder json200(String text) {
        return Recorded.json(200, json(text));
    }

    @Test
    public void shouldReadNoMoreThanALimit() {
        github.always(aResponse().withStatus(200).withBody("\"" + "x".repeat(ForgeCalls.MOST) + "\""));

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " answered with more than 4 MiB, " + DOING
                        + "; is git.forge.url its API?");
    }

    @Test
    public void shouldReadNoMorePagesThanALimit() {
        github.always(json200("{'total_count': 1, 'check_runs': []}")
                .withHeader("Link", "<" + github.url() + "/next>; rel=\"next\""));

        assertThatThrownBy(() -> forge.checks(HEAD))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " has more than 100 pages, reading checks of commit " + HEAD);
    }

    @Test
    public void shouldFollowARenamedRepositoryOnTheSameServer() {
        github.on("GET", PULL, moved(github.url() + "/repositories/1296269/pulls/42"))
                .get("/repositories/1296269/pulls/42", "pull-open");

        assertThat(forge.find("42").orElseThrow().id()).isEqualTo("42");
    }

    private static ResponseDefinitionBuilder moved(String to) {
        return aResponse().withStatus(301).withHeader("Location", to);
    }

    @Test
    public void shouldNotTakeTheTokenElsewhere() {
        try (Recorded other = new Recorded(ForgeSettings.Type.GITHUB)) {
            other.always(other.json(200, "pull-open"));
            github.on("GET", PULL, moved(other.url() + "/login?return=x"));

            assertThatThrownBy(() -> forge.find("42"))
                    .isExactlyInstanceOf(ForgeException.class)
                    .hasMessage("GitHub at " + github.url() + " sends elsewhere (301), " + DOING + ": to " + other.url()
                            + "/login, where the token is not sent; correct the repository's URL or git.forge");
            assertThat(other.requests("GET", "/login?return=x")).isEmpty();
        }
    }

    @Test
    public void shouldNotGoInCircles() {
        github.on("GET", PULL, moved(PULL));

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " refused " + DOING + " (301)");
        assertThat(github.requests("GET", PULL)).hasSize(4);
    }

    @Test
    public void shouldWriteNothingWhereARedirectLeads() {
        github.on("PATCH", PULL, moved(github.url() + "/repositories/1296269/pulls/42"));

        assertThatThrownBy(() -> forge.update("42", "Another title", "Another text"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + github.url() + " sends elsewhere (301), updating pull request 42 of"
                        + " shop/deploy: to " + github.url() + "/repositories/1296269/pulls/42, where the token is not"
                        + " sent; correct the repository's URL or git.forge");
        assertThat(github.writes()).containsExactly("PATCH " + PULL);
    }

    @Test
    public void shouldSayThatARedirectLeadsNowhere() {
        github.on("GET", PULL, moved("http://[nowhere"));

        assertThatThrownBy(() -> forge.find("42"))
                .hasMessage("GitHub at " + github.url() + " sends elsewhere (301), " + DOING + ": to no URL, where the"
                        + " token is not sent; correct the repository's URL or git.forge");
    }

    @Test
    public void shouldSayThatABitbucketHasNoEndOfPages() {
        try (Recorded server = new Recorded(ForgeSettings.Type.BITBUCKET)) {
            server.always(json200("{'values': [], 'isLastPage': false, 'nextPageStart': 1}"));
            Forge bitbucket = server.forge("SHOP/deploy", "secret");

            assertThatThrownBy(() -> bitbucket.reviews("42"))
                    .isExactlyInstanceOf(ForgeException.class)
                    .hasMessage("Bitbucket at " + server.url()
                            + " has more than 100 pages, reading reviews of pull request 42 of SHOP/deploy");
        }
    }

    @Test
    public void shouldSendNoTokenWhenThereIsNone() {
        github.get(PULL, "pull-open");

        github.forge("shop/deploy", null).find("42");

        assertThat(github.requests("GET", PULL).get(0).containsHeader("Authorization"))
                .isFalse();
    }
}
