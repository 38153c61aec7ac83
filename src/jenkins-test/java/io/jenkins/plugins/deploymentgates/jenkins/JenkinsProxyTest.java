package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.notify.Receiver;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What goes out takes the proxy that Jenkins is told of, through a real one. */
public class JenkinsProxyTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private final Receiver receiver = new Receiver();
    private final String url = receiver.url("");
    private final int port = URI.create(url).getPort();
    private ForwardingProxy proxy;

    @Before
    public void start() throws IOException {
        proxy = new ForwardingProxy("ci", "s3cret");
    }

    @After
    public void stop() {
        JENKINS.jenkins.setProxy(null);
        GatesFixture.fresh("{}");
        proxy.close();
        receiver.close();
    }

    private void configured(String more) {
        GatesFixture.fresh("applications: {shop: {artifacts: ['com.acme:shop'], pipeline: {qa: {}}}}\n" + more);
    }

    private GateOutcome asked() {
        List<GateOutcome> outcomes = DeploymentGates.get()
                .engine()
                .promotions()
                .explain(
                        GatesFixture.person("ann"),
                        new PromoteRequest(
                                "shop",
                                "qa",
                                null,
                                "1.0",
                                List.of(Artifact.parse("com.acme:shop:1.0")),
                                false,
                                null,
                                null))
                .outcomes();
        return outcomes.get(outcomes.size() - 1);
    }

    @Test
    public void shouldDeliverToWebhooksThroughTheProxyButToHostsWithoutOneDirectly() throws Exception {
        JENKINS.jenkins.setProxy(proxy.configuration("ci", "s3cret", "localhost\n*.example.com"));
        configured("webhooks: [{url: '" + url + "/far', on: [deployment.created]}," + " {url: 'http://localhost:" + port
                + "/near', on: [deployment.created]}]\n");

        GatesFixture.deliver("shop", "qa", "1.0");

        List<Got> got = List.of(receiver.next(), receiver.next());
        assertThat(got).extracting(Got::target).containsExactlyInAnyOrder("/far", "/near");
        assertThat(got).extracting(one -> one.header("proxy-authorization")).containsOnly("");
        assertThat(proxy.asked()).containsExactly("POST " + url + "/far");
    }

    @Test
    public void shouldAskChecksThroughTheProxyWithTheLoginsOfBoth() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "check", "", "me", "mine"));
        JENKINS.jenkins.setProxy(proxy.configuration("ci", "s3cret", null));
        configured("environments: {qa: {gates: [{http: {url: '" + url + "/check', credentials: check}}]}}\n");

        assertThat(asked().reason()).isEqualTo(url + " agrees");

        assertThat(receiver.next().header("authorization")).isEqualTo("Basic bWU6bWluZQ==");
        assertThat(proxy.asked()).containsExactly("POST " + url + "/check");
    }

    @Test
    public void shouldTakeTheProxyThatIsConfiguredAtTheMoment() throws Exception {
        receiver.answers(request -> Reply.status(200));
        JENKINS.jenkins.setProxy(proxy.configuration("ci", "old", null));
        configured("environments: {qa: {gates: [{http: {url: '" + url + "/check'}}]}}\n");

        assertThat(asked().verdict()).isEqualTo(Verdict.WAITING);
        assertThat(asked().reason()).isEqualTo("the proxy before " + url + " wants another login");
        assertThat(receiver.got()).isEmpty();
        JENKINS.jenkins.setProxy(proxy.configuration("ci", "s3cret", null));
        assertThat(asked().verdict()).isEqualTo(Verdict.PASSED);
        JENKINS.jenkins.setProxy(null);
        assertThat(asked().verdict()).isEqualTo(Verdict.PASSED);

        assertThat(proxy.asked())
                .containsExactly("407 POST " + url + "/check", "407 POST " + url + "/check", "POST " + url + "/check");
        assertThat(receiver.got()).hasSize(2);
    }

    @Test
    public void shouldLookForArtifactsThroughTheProxy() throws Exception {
        receiver.answers(request -> Reply.status(200));
        JENKINS.jenkins.setProxy(proxy.configuration("ci", "s3cret", ""));
        configured("environments: {qa: {gates: [{artifactsAvailable: {maven: '" + url + "/repo/'}}]}}\n");

        assertThat(asked().reason()).isEqualTo("every artifact is there");

        assertThat(proxy.asked()).containsExactly("HEAD " + url + "/repo/com/acme/shop/1.0/shop-1.0.jar");
    }
}
