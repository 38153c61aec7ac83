package io.jenkins.plugins.deploymentgates.promotion.jira;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;

/** Jira did not do what it was asked for. */
public final class JiraException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final transient WebCalls.Reply reply;

    /** @param reply what it said; {@code null} when it could not be reached */
    JiraException(String message, @CheckForNull WebCalls.Reply reply) {
        super(message);
        this.reply = reply;
    }

    /** What it said; {@code null} when it could not be reached. */
    @CheckForNull
    public WebCalls.Reply reply() {
        return reply;
    }

    /** Whether the same may go well later: it cannot be reached, is in trouble, or does not take the login now. */
    public boolean mayPass() {
        return reply == null || reply.isTrouble() || reply.status() == 401 || reply.status() == 403;
    }
}
