package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event a build was started by, as the build keeps it: plain fields, whole without the ledger. Immutable. */
public final class StartingEvent implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "DEPLOYMENT_GATES_";

    private final long sequence;
    private final String type;
    private final String by;

    @CheckForNull
    private final String application;

    @CheckForNull
    private final String environment;

    @CheckForNull
    private final String version;

    @CheckForNull
    private final String commit;

    @CheckForNull
    private final Long deployment;

    @CheckForNull
    private final Long promotion;

    private StartingEvent(LedgerEvent event, @CheckForNull Deployment deployment, @CheckForNull Promotion promotion) {
        sequence = event.sequence();
        type = event.event().type();
        by = event.by();
        application = event.event().application();
        environment = event.event().environment();
        if (deployment != null) {
            version = deployment.version();
            commit = deployment.commit();
        } else {
            version = promotion == null ? null : promotion.version();
            commit = promotion == null ? null : promotion.commit();
        }
        this.deployment = deployment == null ? null : deployment.id();
        this.promotion = promotion == null ? null : promotion.id();
    }

    /** An event with what the ledger knows of its deployment and promotion. */
    static StartingEvent of(LedgerEvent event, LedgerView view) {
        Deployment deployment = Optional.ofNullable(deploymentOf(event.event()))
                .flatMap(view::deployment)
                .orElse(null);
        Long promotion = promotionOf(event.event());
        if (promotion == null && deployment != null) {
            promotion = deployment.promotion();
        }
        return new StartingEvent(
                event,
                deployment,
                Optional.ofNullable(promotion).flatMap(view::promotion).orElse(null));
    }

    /** Whether a build of the job reported on the deployment or promotion that the event is about. */
    boolean isDoneBy(String job, LedgerView view) {
        List<BuildLink> builds = deployment != null
                ? view.buildsOfDeployment(deployment)
                : promotion != null ? view.buildsOfPromotion(promotion) : List.of();
        return builds.stream().anyMatch(link -> link.build().job().equals(job));
    }

    @CheckForNull
    private static Long deploymentOf(Event event) {
        if (event instanceof Event.DeploymentCreated created) {
            return created.id();
        }
        if (event instanceof Event.DeploymentMoved moved) {
            return moved.deployment();
        }
        if (event instanceof Event.VerificationRecorded verified) {
            return verified.deployment();
        }
        if (event instanceof Event.FailureAnswered failed) {
            return failed.deployment();
        }
        return event instanceof Event.BuildReported reported ? reported.deployment() : null;
    }

    @CheckForNull
    private static Long promotionOf(Event event) {
        if (event instanceof Event.PromotionRequested requested) {
            return requested.id();
        }
        if (event instanceof Event.PromotionMoved moved) {
            return moved.promotion();
        }
        if (event instanceof Event.OverrideUsed used) {
            return used.promotion();
        }
        if (event instanceof Event.ApprovalGiven approval) {
            return approval.promotion();
        }
        if (event instanceof Event.FailureAnswered failed) {
            return failed.promotion();
        }
        return event instanceof Event.BuildReported reported ? reported.promotion() : null;
    }

    /** Its place in the ledger. */
    public long getSequence() {
        return sequence;
    }

    /** Its type, such as {@code deployment.created}. */
    public String getType() {
        return type;
    }

    /** Who did it. */
    public String getBy() {
        return by;
    }

    /** {@code null} for what concerns all applications, such as a hold. */
    @CheckForNull
    public String getApplication() {
        return application;
    }

    /** {@code null} for what concerns several environments or none. */
    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    /** The version that was deployed or promoted, if it is about one. */
    @CheckForNull
    public String getVersion() {
        return version;
    }

    /** Its commit, if one is known. */
    @CheckForNull
    public String getCommit() {
        return commit;
    }

    /** The deployment, if it is about one. */
    @CheckForNull
    public Long getDeployment() {
        return deployment;
    }

    /** The promotion it is about, or the deployment's. */
    @CheckForNull
    public Long getPromotion() {
        return promotion;
    }

    /** What it is about: {@code shop 1.4.2 at prod}; empty when it is about nothing of that. */
    public String getSubject() {
        StringBuilder subject = new StringBuilder();
        subject.append(application == null ? "" : application);
        subject.append(version == null ? "" : " " + version);
        subject.append(environment == null ? "" : " at " + environment);
        return subject.toString().strip();
    }

    /** As environment variables; what it does not have is left out. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        put(variables, "EVENT", type);
        put(variables, "SEQUENCE", sequence);
        put(variables, "APPLICATION", application);
        put(variables, "ENVIRONMENT", environment);
        put(variables, "VERSION", version);
        put(variables, "COMMIT", commit);
        put(variables, "DEPLOYMENT", deployment);
        put(variables, "PROMOTION", promotion);
        return variables;
    }

    private static void put(Map<String, String> variables, String name, @CheckForNull Object value) {
        if (value != null) {
            variables.put(PREFIX + name, value.toString());
        }
    }

    @Override
    public String toString() {
        String subject = getSubject();
        return type + (subject.isEmpty() ? "" : ": " + subject);
    }
}
