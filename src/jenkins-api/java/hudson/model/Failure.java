package hudson.model;

import org.kohsuke.stapler.HttpResponse;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class Failure extends RuntimeException implements HttpResponse {
    public Failure(String arg0) {
        throw new UnsupportedOperationException();
    }
}
