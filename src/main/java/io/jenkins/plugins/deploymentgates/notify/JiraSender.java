package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.promotion.jira.Jira;
import io.jenkins.plugins.deploymentgates.promotion.jira.JiraException;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells Jira about one event. Everything it does can be done again without being there twice: a version is there or not, and
 * each comment has a mark of its own. Thread-safe.
 */
final class JiraSender {
    private final WebCalls web;
    private final Clock clock;

    JiraSender(WebCalls web, Clock clock) {
        this.web = web;
        this.clock = clock;
    }

    /**
     * Sets the fix version of all tickets and comments on them. A ticket that Jira does not have is passed over: what looks
     * like a ticket need not be one.
     *
     * @param mark the same however often it is sent
     * @param secrets where the login is
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when there is no such secret
     */
    Answer send(JiraSettings settings, JiraSubscription.Note note, String mark, Secrets secrets)
            throws InterruptedException {
        Jira jira =
                new Jira(web, settings, settings.credentials() == null ? null : secrets.find(settings.credentials()));
        List<String> refused = new ArrayList<>();
        for (String ticket : note.tickets()) {
            try {
                tell(jira, settings, note, ticket, mark);
            } catch (JiraException e) {
                if (e.mayPass()) {
                    return new Answer(Answer.Kind.FAILED, String.valueOf(e.getMessage()), again(e));
                }
                refused.add(e.getMessage());
            }
        }
        return refused.isEmpty() ? Answer.taken() : Answer.refused(String.join("; ", refused));
    }

    private static void tell(Jira jira, JiraSettings settings, JiraSubscription.Note note, String ticket, String mark)
            throws InterruptedException {
        String version = settings.fixVersion();
        if (version != null) {
            jira.addFixVersion(
                    ticket, JiraSettings.name(version, note.application(), note.version(), note.environment()));
        }
        if (settings.comment()) {
            jira.comment(ticket, note.lines(), mark);
        }
    }

    @CheckForNull
    private Duration again(JiraException problem) {
        WebCalls.Reply reply = problem.reply();
        return reply == null || reply.headers().firstValue("retry-after").isEmpty()
                ? null
                : Duration.between(clock.instant(), reply.again(clock.instant()));
    }
}
