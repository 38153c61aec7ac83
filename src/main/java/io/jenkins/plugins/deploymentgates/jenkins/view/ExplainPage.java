package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.util.List;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * {@code /deployments/application/NAME/explain/ENVIRONMENT?version=VERSION}: what would happen if whoever looks asked for
 * that promotion now. Nothing is asked for by looking.
 */
public final class ExplainPage extends Page {
    private final String application;
    private final String environment;

    @CheckForNull
    private final String version;

    private ExplainPage(String application, String environment, @CheckForNull String version) {
        this.application = application;
        this.environment = environment;
        this.version = version;
    }

    static ExplainPage of(String application, String environment) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return new ExplainPage(
                application,
                environment,
                request == null ? null : Util.fixEmptyAndTrim(request.getParameter("version")));
    }

    @Override
    public String getDisplayName() {
        return Messages.ExplainPage_displayName(environment);
    }

    @Override
    public String getUrl() {
        return Links.explain(application, environment);
    }

    /** Where the answer is to be had. */
    public String getGatesUrl() {
        return getUrl() + "gates" + Links.query(version);
    }

    /** What it is about, such as {@code shop 1.4.2 to prod}. */
    public String getSubject() {
        return version == null
                ? Messages.ExplainPage_newest(application, environment)
                : Messages.ExplainPage_version(application, version, environment);
    }

    /** What the gates say, asked in the background. */
    public Answer getAnswer() {
        Actor actor = Actors.current();
        PromoteRequest request =
                new PromoteRequest(application, environment, null, version, List.of(), false, null, null);
        return Explanations.get().ask(List.of("request", actor, request), engine -> engine.promotions()
                .explain(actor, request));
    }
}
