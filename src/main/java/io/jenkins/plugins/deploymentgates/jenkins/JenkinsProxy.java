package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ProxyConfiguration;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;

/**
 * The proxy under Manage Jenkins, System, HTTP Proxy Configuration, as it is at the moment; without one, what Java was told
 * of. Not made by {@link ProxyConfiguration#newHttpClientBuilder}, whose clients keep the settings they began with and
 * leave out logins that are meant for the server. Stateless.
 */
final class JenkinsProxy extends ProxySelector {
    /** The way out of this controller. */
    static HttpProxy way() {
        JenkinsProxy selector = new JenkinsProxy();
        return new HttpProxy(selector, selector::authorization);
    }

    @CheckForNull
    private static ProxyConfiguration configured() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        ProxyConfiguration proxy = jenkins == null ? null : jenkins.getProxy();
        return proxy == null || proxy.getName() == null ? null : proxy;
    }

    @Override
    public List<Proxy> select(URI url) {
        ProxyConfiguration proxy = configured();
        return proxy == null
                ? ProxySelector.getDefault().select(url)
                : List.of(proxy.createProxy(url.getHost().toLowerCase(Locale.ROOT)));
    }

    /** Nothing: whoever asked is told, and there is no other proxy to choose. */
    @Override
    public void connectFailed(URI url, SocketAddress address, IOException problem) {}

    @CheckForNull
    private String authorization(URI url) {
        ProxyConfiguration proxy = configured();
        if (proxy == null || proxy.getUserName() == null || select(url).get(0).type() == Proxy.Type.DIRECT) {
            return null;
        }
        String login = proxy.getUserName() + ":" + Secret.toString(proxy.getSecretPassword());
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
