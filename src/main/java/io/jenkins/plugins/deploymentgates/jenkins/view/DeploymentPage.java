package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /deployments/deployment/ID}: how it came, what it went through, what checks said, and which builds did it. */
public final class DeploymentPage extends Page {
    private final Deployment deployment;
    private final DeploymentRow row;
    private final List<Check> checks;
    private final List<BuildRef> builds;

    @CheckForNull
    private final FailureAnswer failure;

    @CheckForNull
    private final FailureAnswer behind;

    private final Instant now;

    private DeploymentPage(
            Deployment deployment,
            DeploymentRow row,
            List<Check> checks,
            List<BuildRef> builds,
            @CheckForNull FailureAnswer failure,
            @CheckForNull FailureAnswer behind,
            Instant now) {
        this.deployment = deployment;
        this.row = row;
        this.checks = checks;
        this.builds = builds;
        this.failure = failure;
        this.behind = behind;
        this.now = now;
    }

    @CheckForNull
    static DeploymentPage find(long id) {
        Set<String> visible = ApplicationJobs.visible();
        return DeploymentGates.get().read(view -> view.deployment(id)
                .filter(found -> visible.contains(found.application()))
                .map(found -> read(view, found, now()))
                .orElse(null));
    }

    private static DeploymentPage read(LedgerView view, Deployment deployment, Instant now) {
        return new DeploymentPage(
                deployment,
                DeploymentRow.of(view, deployment, now),
                view.verifications(deployment.id()).stream()
                        .map(verification -> new Check(verification, now))
                        .toList(),
                view.buildsOfDeployment(deployment.id()).stream()
                        .map(BuildRef::of)
                        .toList(),
                view.failureAnswer(deployment.id()).orElse(null),
                deployment.promotion() == null
                        ? null
                        : view.failureBehind(deployment.promotion()).orElse(null),
                now);
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentPage_displayName(String.valueOf(deployment.id()));
    }

    @Override
    public String getUrl() {
        return Links.of(deployment);
    }

    public DeploymentRow getDeployment() {
        return row;
    }

    /** Why it exists. */
    public String getCause() {
        return switch (deployment.cause()) {
            case PROMOTION -> Messages.DeploymentPage_promotion();
            case RECORD -> Messages.DeploymentPage_record();
            case ROLLBACK -> Messages.DeploymentPage_rollback();
            case HOTFIX -> Messages.DeploymentPage_hotfix();
            case FLOW -> Messages.DeploymentPage_flow();
        };
    }

    /** What the failure policy did about it, as it says; {@code null} when it has not failed. */
    @CheckForNull
    public String getFailure() {
        return failure == null ? null : failure.policy() + ": " + failure.reason();
    }

    /** The deployment that failed, so that a failure policy put this one there; {@code null} otherwise. */
    @CheckForNull
    public Long getRedeployedFor() {
        return behind == null ? null : behind.deployment();
    }

    /** Where that deployment is; {@code null} when there is none. */
    @CheckForNull
    public String getRedeployedForUrl() {
        return behind == null ? null : Links.deployment(behind.deployment());
    }

    /** The promotion that created it; {@code null} when none did. */
    @CheckForNull
    public Long getPromotion() {
        return deployment.promotion();
    }

    /** Where that promotion is; {@code null} when there is none. */
    @CheckForNull
    public String getPromotionUrl() {
        return deployment.promotion() == null ? null : Links.promotion(deployment.promotion());
    }

    /** The whole commit; {@code null} without a repository. */
    @CheckForNull
    public String getCommit() {
        return deployment.commit();
    }

    public String getFingerprint() {
        return deployment.fingerprint();
    }

    /** What it went through, in order. */
    public List<Step> getSteps() {
        List<Step> steps = new ArrayList<>();
        add(steps, Messages.Badge_created(), deployment.createdAt());
        add(steps, Messages.Badge_started(), deployment.startedAt());
        add(steps, Messages.Badge_completed(), deployment.completedAt());
        add(steps, Messages.Badge_verified(), deployment.verifiedAt());
        add(steps, Messages.Badge_failed(), deployment.failedAt());
        add(steps, Messages.DeploymentPage_replaced(), deployment.endedAt());
        return steps;
    }

    private void add(List<Step> steps, String word, @CheckForNull Instant at) {
        Moment moment = Moment.since(at, now);
        if (moment != null) {
            steps.add(new Step(word, moment));
        }
    }

    /** What checks said, oldest first. */
    public List<Check> getChecks() {
        return checks;
    }

    /** What builds did with it, oldest first. */
    public List<BuildRef> getBuilds() {
        return builds;
    }

    /** It came to a status. */
    public static final class Step {
        private final String word;
        private final Moment moment;

        Step(String word, Moment moment) {
            this.word = word;
            this.moment = moment;
        }

        public String getWord() {
            return word;
        }

        public Moment getMoment() {
            return moment;
        }
    }

    /** What a check said. */
    public static final class Check {
        private final Verification verification;
        private final Moment moment;

        Check(Verification verification, Instant now) {
            this.verification = verification;
            this.moment = Moment.since(verification.at(), now);
        }

        public String getName() {
            return verification.check();
        }

        public Badge getResult() {
            return Badge.check(verification.passed());
        }

        /** Where its report is; {@code null} when that was not said or is no web address. */
        @CheckForNull
        public String getUrl() {
            return WebAddress.of(verification.url());
        }

        public String getBy() {
            return verification.by();
        }

        public Moment getMoment() {
            return moment;
        }
    }
}
