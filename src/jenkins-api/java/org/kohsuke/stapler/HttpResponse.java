package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface HttpResponse {
    default void generateResponse(StaplerRequest2 arg0, StaplerResponse2 arg1, Object arg2)
            throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
