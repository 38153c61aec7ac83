package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StaplerResponse2 extends HttpServletResponse {
    void forward(Object arg0, String arg1, StaplerRequest2 arg2) throws ServletException, IOException;
}
