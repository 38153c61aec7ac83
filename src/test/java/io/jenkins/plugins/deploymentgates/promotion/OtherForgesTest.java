package io.jenkins.plugins.deploymentgates.promotion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A promotion by pull request on servers other than GitHub, which answer with what is recorded of them, about this
 * promotion's branches and commit.
 */
public class OtherForgesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
    private World world;
    private String type;
    private String requests;

    @Before
    public void start() {
        server.start();
    }

    @After
    public void stop() {
        world.close();
        server.stop();
    }

    private void begin(String forge, String path) {
        type = forge;
        requests = ".*/" + path;
        world = World.create(
                folder.getRoot().toPath(),
                PullRequestsFixture.SHOP
                        .replace("type: github", "type: " + type)
                        .replace("FORGE", "http://127.0.0.1:" + server.port())
                        .replace("MORE", ""));
        world.commit("1.0");
        world.promote("dev");
        world.deliver("dev");
    }

    /** What is recorded, with this promotion's branches, and its commit for the head and for what the merge made. */
    private ResponseDefinitionBuilder recorded(int status, String file) {
        return recorded(status, file, world.origin().head("main"));
    }

    private ResponseDefinitionBuilder recorded(int status, String file, String merge) {
        String commit = world.origin().head("main");
        try (InputStream stream = OtherForgesTest.class.getResourceAsStream("/forge/" + type + "/" + file + ".json")) {
            String body = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("5f1e0c4b8a2d7e9364c1b0a5d8f27e6190c3ab42", commit)
                    .replace("c0ffee254729296a45a3885639ac7e10f9d54979", merge)
                    .replace("promote/prod/17", "promote/qa/2")
                    .replace("environment/prod", "qa");
            return aResponse().withStatus(status).withBody(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answersGet(String path, String file) {
        server.stubFor(get(urlPathMatching(path)).willReturn(recorded(200, file)));
    }

    private void promoteAndMerge(String none, String open, String merged, String page) {
        answersGet(requests, none);
        server.stubFor(post(urlPathMatching(requests)).willReturn(recorded(201, open)));
        answersGet(requests + "/42", open);
        long id = world.promote("qa").promotion().id();
        assertThat(world.standing(id))
                .isEqualTo("WAITING: pullRequest: waits for pull request 42 (" + page + ") to be merged");
        world.engine().promotions().decide(id);
        server.verify(1, postRequestedFor(urlPathMatching(requests)));

        answersGet(requests + "/42", merged);
        world.origin().set("qa", world.origin().head("main"));
        world.engine().promotions().decide(id);
        assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
        assertThat(world.current("qa").commit()).isEqualTo(world.origin().head("main"));
        assertThat(world.list(view -> view.events(0, 100)))
                .filteredOn(event -> event.event().type().equals("pullrequest.merged"))
                .extracting(event -> event.by())
                .containsExactly("alice");
    }

    /** Somebody merges with a merge commit. */
    private void shouldFail(String none, String open, String merged, String page, String help) {
        String before = world.origin().head("qa");
        answersGet(requests, none);
        server.stubFor(post(urlPathMatching(requests)).willReturn(recorded(201, open)));
        answersGet(requests + "/42", open);
        long id = world.promote("qa").promotion().id();
        String commit = world.origin().head("main");
        String made = world.origin().merge("qa", commit, "Merge");
        server.stubFor(get(urlPathMatching(requests + "/42")).willReturn(recorded(200, merged, made)));
        world.engine().promotions().decide(id);
        assertThat(world.standing(id))
                .isEqualTo("FAILED: pull request 42 (" + page + ") was merged by alice with a merge commit, which is no"
                        + " fast-forward: qa is at " + made + " and not at the release's commit " + commit + "; " + help
                        + ", set qa back to " + before + ", and ask for the promotion again");
    }

    @Test
    public void shouldSayWhatToSetOnGitLabForAFastForward() {
        begin("gitlab", "merge_requests");
        shouldFail(
                "merge-requests-none",
                "merge-request-open",
                "merge-request-merged",
                "https://gitlab.example.com/shop/platform/deploy/-/merge_requests/42",
                "choose 'Fast-forward merge' as the project's merge method");
    }

    @Test
    public void shouldSayWhatToSetOnGiteaForAFastForward() {
        begin("gitea", "pulls");
        shouldFail(
                "pulls-none",
                "pull-open",
                "pull-merged",
                "https://gitea.example.com/shop/deploy/pulls/42",
                "choose 'Fast-forward only' as the repository's merge style");
    }

    @Test
    public void shouldSayWhatToSetOnBitbucketForAFastForward() {
        begin("bitbucket", "pull-requests");
        answersGet(".*/pull-requests/42/activities", "activities-merged");
        shouldFail(
                "pull-requests-none",
                "pull-request-open",
                "pull-request-merged",
                "https://bitbucket.example.com/projects/SHOP/repos/deploy/pull-requests/42",
                "choose 'Fast-forward only' as the repository's merge strategy");
    }

    @Test
    public void shouldPromoteByAMergeRequestOfGitLab() {
        begin("gitlab", "merge_requests");
        promoteAndMerge(
                "merge-requests-none",
                "merge-request-open",
                "merge-request-merged",
                "https://gitlab.example.com/shop/platform/deploy/-/merge_requests/42");
    }

    @Test
    public void shouldPromoteByAPullRequestOfGitea() {
        begin("gitea", "pulls");
        promoteAndMerge("pulls-none", "pull-open", "pull-merged", "https://gitea.example.com/shop/deploy/pulls/42");
    }

    @Test
    public void shouldPromoteByAPullRequestOfBitbucket() {
        begin("bitbucket", "pull-requests");
        answersGet(".*/pull-requests/42/activities", "activities-merged");
        promoteAndMerge(
                "pull-requests-none",
                "pull-request-open",
                "pull-request-merged",
                "https://bitbucket.example.com/projects/SHOP/repos/deploy/pull-requests/42");
    }
}
