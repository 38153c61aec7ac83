package io.jenkins.plugins.deploymentgates.promotion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.TicketTrace;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests.Found;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tickets that only the pull requests name by which commits came in. */
public class CommitPullRequestsTest {
    private static final String PUSHED = PullRequestsFixture.SHOP.replaceFirst("\n +pullRequests: .*", "");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FakeGitHub github = new FakeGitHub();
    private World world;

    @After
    public void close() {
        world.close();
        github.close();
    }

    private void begin(String yaml) {
        world = World.create(
                folder.getRoot().toPath(), yaml.replace("FORGE", github.url()).replace("MORE", ""));
        github.shows(world.origin());
        world.commit("1.0");
        world.promote("dev");
        world.deliver("dev");
        // What was said about the commit when it came into dev is not kept any more.
        world.clock().advance(Duration.ofMinutes(10));
    }

    private Preview preview() {
        return world.engine().promotions().preview(World.ANN, PromoteRequest.of("shop", "qa"));
    }

    private Application shop() {
        return world.configuration().application("shop");
    }

    private static List<Line.Commit> commits(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Line.Commit(String.format("%040x", i + 1), "Ann", World.BEGIN, "work"))
                .toList();
    }

    @Test
    public void shouldNameTheTicketsOfMergedPullRequestsInTheLedger() {
        begin(PUSHED);
        String commit = world.origin().head("main");
        github.cameInBy(commit, "SHOP-70 A cart for everybody", "feature/SHOP-71-cart", true);
        github.cameInBy(commit, "SHOP-72 Not yet", "feature/SHOP-73", false);
        assertThat(preview().pullRequests())
                .isEqualTo(new Found(List.of("SHOP-70 A cart for everybody", "feature/SHOP-71-cart"), null));
        long id = world.promote("qa").promotion().id();
        Grounds grounds = world.read(view -> view.grounds(id).orElseThrow());
        assertThat(grounds.tickets()).containsExactly("SHOP-70", "SHOP-71");
    }

    @Test
    public void shouldNameThemInPullRequestsWithoutThoseOfOtherPromotions() {
        begin(PullRequestsFixture.SHOP);
        String commit = world.origin().head("main");
        github.cameInBy(commit, "SHOP-70 A cart for everybody", "feature/SHOP-71-cart", true);
        github.cameInBy(commit, "Promote shop 1.0 to EU-1", "promote/dev/7", true);
        assertThat(preview().pullRequest().text()).contains("### Tickets (2)\n\n- SHOP-70\n- SHOP-71\n");
    }

    @Test
    public void shouldFindCommitsOfATicketThatOnlyAPullRequestNames() {
        begin(PUSHED);
        String commit = world.origin().head("main");
        github.cameInBy(commit, "SHOP-70 A cart for everybody", "feature/SHOP-71-cart", true);
        assertThat(traced("SHOP-71").commits()).extracting(CommitTrace::commit).containsExactly(commit);
        assertThat(traced("SHOP-99").commits()).isEmpty();
    }

    private TicketTrace traced(String ticket) {
        CommitTrace.Source source = world.read(view -> CommitTrace.Source.read(view, world.configuration(), "shop"));
        try (LineRepository repository =
                new GitRepositories(folder.getRoot().toPath().resolve("cache")).open(shop().git(), Access.READ)) {
            return TicketTrace.of(
                    world.configuration(),
                    source,
                    ticket,
                    new GitAnswers(one -> repository)
                            .changes(shop(), world.engine().commitPullRequests()));
        }
    }

    @Test
    public void shouldAskAboutACommitOnceInTenMinutes() {
        begin(PUSHED);
        String commit = world.origin().head("main");
        int before = github.commitsAsked().size();
        preview();
        preview();
        assertThat(github.commitsAsked().subList(before, github.commitsAsked().size()))
                .containsExactly(commit);
        world.clock().advance(Duration.ofMinutes(10));
        preview();
        assertThat(github.commitsAsked()).hasSize(before + 2);
    }

    @Test
    public void shouldPromoteAndSayWhyTheServerCouldNotTell() {
        begin(PUSHED);
        github.failWith(503);
        int before = github.commitsAsked().size();
        String why = "GitHub at " + github.url() + " answered 503, looking for pull requests with commit "
                + world.origin().head("main") + "; asked again at 2026-03-03T09:13:00Z";
        assertThat(preview().pullRequests()).isEqualTo(new Found(List.of(), why));
        assertThat(world.standing(world.promote("qa").promotion().id())).isEqualTo("PROMOTED: promoted");
        github.failWith(0);
        // Not before a minute is over.
        assertThat(world.engine().commitPullRequests().of(shop(), commits(1)).untold())
                .isEqualTo(why);
        assertThat(github.commitsAsked()).hasSize(before);
        world.clock().advance(Duration.ofMinutes(1));
        assertThat(world.engine().commitPullRequests().of(shop(), commits(1))).isEqualTo(Found.NONE);
    }

    @Test
    public void shouldSayWhyInThePullRequestOfAPromotion() {
        begin(PullRequestsFixture.SHOP.replace("project: shop/deploy", "project: shop"));
        assertThat(preview().pullRequests().untold())
                .isEqualTo("'shop' is no repository's name on GitHub: set git.forge.project to the owner's and the"
                        + " repository's name, for example shop/deploy");
        assertThat(preview().pullRequest().text()).contains("\nNot every ticket of pull requests is told: ");
    }

    @Test
    public void shouldAskAboutTheNewestCommitsOnly() {
        begin(PUSHED);
        int before = github.commitsAsked().size();
        Found found = world.engine().commitPullRequests().of(shop(), commits(60));
        assertThat(found).isEqualTo(new Found(List.of(), "only the newest 50 of 60 commits were asked about"));
        assertThat(github.commitsAsked())
                .hasSize(before + 50)
                .doesNotContain(commits(60).get(50).id());
    }

    @Test
    public void shouldAskNobodyWithoutAServer() {
        begin(World.SHOP.replaceFirst("(?s)pipeline:.*", "pipeline: {dev: {}, qa: {after: [dev]}}\n"));
        assertThat(preview().pullRequests()).isEqualTo(Found.NONE);
        assertThat(github.commitsAsked()).isEmpty();
    }

    /** What is recorded of a server's merged pull request, with other names. */
    private void shouldTell(String type, String asked, String file) {
        WireMockServer server =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        server.start();
        try (InputStream stream = getClass().getResourceAsStream("/forge/" + type + "/" + file + ".json")) {
            String body = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("Promote shop 2.4.0 to prod", "SHOP-70 A cart for everybody")
                    .replace("promote/prod/17", "feature/SHOP-71-cart");
            world = World.create(
                    folder.getRoot().toPath(),
                    PUSHED.replace("type: github", "type: " + type)
                            .replace("FORGE", "http://127.0.0.1:" + server.port()));
            String commit = commits(1).get(0).id();
            server.stubFor(get(urlPathMatching(".*/commits/" + commit))
                    .willReturn(aResponse().withBody("{}")));
            server.stubFor(get(urlPathMatching(".*/commits/" + commit + "/" + asked))
                    .willReturn(aResponse().withBody(body)));
            assertThat(world.engine().commitPullRequests().of(shop(), commits(1)))
                    .isEqualTo(new Found(List.of("SHOP-70 A cart for everybody", "feature/SHOP-71-cart"), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.stop();
        }
    }

    @Test
    public void shouldReadThoseOfGitHub() {
        shouldTell("github", "pulls", "pulls-closed");
    }

    @Test
    public void shouldReadThoseOfGitLab() {
        shouldTell("gitlab", "merge_requests", "merge-requests-all");
    }

    @Test
    public void shouldReadThoseOfBitbucket() {
        shouldTell("bitbucket", "pull-requests", "pull-requests-all");
    }

    @Test
    public void shouldReadThoseOfGitea() {
        shouldTell("gitea", "pull", "pull-merged");
    }
}
