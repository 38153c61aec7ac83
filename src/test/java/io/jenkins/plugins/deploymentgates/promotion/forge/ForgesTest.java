package io.jenkins.plugins.deploymentgates.promotion.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import org.junit.Test;

/** How servers with pull requests are reached. */
public class ForgesTest {
    @Test
    public void shouldGoThroughTheProxyWithBothLogins() {
        try (Recorded proxy = new Recorded(ForgeSettings.Type.GITEA)) {
            proxy.get("/api/v1/repos/shop/deploy/pulls/42", "pull-open");
            HttpProxy way = new HttpProxy(
                    ProxySelector.of(new InetSocketAddress(
                            "127.0.0.1", URI.create(proxy.url()).getPort())),
                    url -> "Basic cHJveHk6c2VjcmV0");
            Forge forge = new Forges(way, Clock.systemUTC())
                    .of(null, null, null, "http://gitea.invalid/shop/deploy.git", "0123abcd");

            assertThat(forge.find("42").orElseThrow().id()).isEqualTo("42");

            LoggedRequest asked = proxy.requests("GET", "/api/v1/repos/shop/deploy/pulls/42").stream()
                    .findFirst()
                    .orElseThrow();
            assertThat(asked.getHeader("Host")).isEqualTo("gitea.invalid");
            assertThat(asked.getHeader("Authorization")).isEqualTo("token 0123abcd");
            assertThat(asked.getHeader("Proxy-Authorization")).isEqualTo("Basic cHJveHk6c2VjcmV0");
        }
    }
}
