package io.jenkins.plugins.deploymentgates.jenkins.approval;

import hudson.model.ModelObject;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** Why something was not done: a page for people, plain text for programs. Immutable. */
public final class Rejected implements HttpResponse, ModelObject {
    private final int status;
    private final String message;

    Rejected(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public String getDisplayName() {
        return Messages.Rejected_displayName();
    }

    public String getMessage() {
        return message;
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        response.setStatus(status);
        if (forPeople(request)) {
            response.forward(this, "index", request);
        } else {
            write(response, message);
        }
    }

    static boolean forPeople(StaplerRequest2 request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    static void write(StaplerResponse2 response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
