package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import org.junit.Before;
import org.junit.Test;

/** The receiver is a proxy here, which gets what is meant for others. */
public class ProxiedDeliveriesTest extends InOutbox {
    private String login = "Basic b25l";

    @Before
    public void useProxy() {
        InetSocketAddress address =
                new InetSocketAddress("127.0.0.1", URI.create(receiver.url("")).getPort());
        proxy = new HttpProxy(
                ProxySelector.of(address), url -> url.getHost().equals("open.example.com") ? null : login);
        deliveries.close();
        deliveries = deliveries(LIMITS);
    }

    @Test
    public void shouldAskTheProxyWithItsLogin() {
        given("{url: 'http://hooks.example.com/hook?a=b'}", "{url: 'http://open.example.com/'}");
        holds(1);

        deliver();

        assertThat(receiver.got())
                .extracting(Got::target, got -> got.header("host"), got -> got.header("proxy-authorization"))
                .containsExactlyInAnyOrder(
                        tuple("http://hooks.example.com/hook?a=b", "hooks.example.com", "Basic b25l"),
                        tuple("http://open.example.com/", "open.example.com", ""));
    }

    @Test
    public void shouldTryAgainWhenTheProxyWantsAnotherLogin() {
        given("{url: 'http://hooks.example.com/hook'}");
        holds(1);
        receiver.answers(Reply.status(407, "Proxy-Authenticate: Basic realm=\"out\""));

        deliver();

        assertThat(status().problem()).isEqualTo("the proxy wants another login: answered 407");
        assertThat(status().state()).isEqualTo(WebhookStatus.State.RETRYING);
        login = "Basic dHdv";
        clock.set(status().nextAttempt());
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        assertThat(receiver.got())
                .extracting(got -> got.header("proxy-authorization"))
                .containsExactly("Basic b25l", "Basic dHdv");
    }
}
