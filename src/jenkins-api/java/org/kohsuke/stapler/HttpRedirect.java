package org.kohsuke.stapler;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class HttpRedirect extends RuntimeException implements HttpResponse {
    public HttpRedirect(String arg0) {
        throw new UnsupportedOperationException();
    }
}
