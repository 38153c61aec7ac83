package org.kohsuke.stapler;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import net.sf.json.JSONObject;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StaplerRequest2 extends HttpServletRequest {
    String getOriginalRestOfPath();

    RequestDispatcher getView(Object arg0, String arg1) throws IOException;

    <T> T bindJSON(Class<T> arg0, JSONObject arg1);

    JSONObject getSubmittedForm() throws ServletException;
}
