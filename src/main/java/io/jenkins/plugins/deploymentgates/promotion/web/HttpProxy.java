package io.jenkins.plugins.deploymentgates.promotion.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.function.Function;

/**
 * The way out for what is sent over HTTP: which proxy, and with which login. Both are asked for each request, so a change
 * counts with the next one. Thread-safe, as both parts have to be.
 *
 * <p>The login goes in a header, not through an {@link java.net.Authenticator}: with one of these, Java 17 would leave out
 * the {@code Authorization} that is meant for the server (JDK-8326949).
 *
 * @param selector says which proxy a URL is reached through, if any
 * @param authorization the value of {@code Proxy-Authorization} for a URL; {@code null} for none
 */
public record HttpProxy(ProxySelector selector, Function<URI, String> authorization) {
    /** What Java was told of by system properties such as {@code https.proxyHost}, which know no login. */
    public static HttpProxy ofJava() {
        return new HttpProxy(ProxySelector.getDefault(), url -> null);
    }

    /** A client that goes this way, follows no redirect and speaks HTTP/1.1. */
    public HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(selector);
    }

    /** Adds to a request what the proxy on the way to its URL wants to see. */
    public HttpRequest signedIn(HttpRequest.Builder request) {
        HttpRequest plain = request.build();
        @CheckForNull String login = authorization.apply(plain.uri());
        return login == null
                ? plain
                : request.header("Proxy-Authorization", login).build();
    }
}
