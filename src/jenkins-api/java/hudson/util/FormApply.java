package hudson.util;

import org.kohsuke.stapler.HttpResponses;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class FormApply {
    public FormApply() {
        throw new UnsupportedOperationException();
    }

    public static HttpResponses.HttpResponseException success(String arg0) {
        throw new UnsupportedOperationException();
    }
}
