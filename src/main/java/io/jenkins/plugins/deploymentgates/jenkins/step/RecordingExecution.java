package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reports deployments, for the plain step and for the one with a block. */
abstract class RecordingExecution extends GatesExecution {
    private static final long serialVersionUID = 1L;

    final DeploymentStep step;

    RecordingExecution(DeploymentStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    /**
     * Reports a status, tells whoever is to know, and writes it into the log.
     *
     * @param version which release, where this step knows it from an earlier report
     * @param commit what was deployed, likewise
     * @param key the idempotency key of this report
     */
    final RecordResult record(
            DeploymentStatus status,
            String reason,
            @CheckForNull String version,
            @CheckForNull String commit,
            String key)
            throws IOException, InterruptedException {
        Run<?, ?> run = run();
        Actor actor = Actors.of(run);
        String application = step.applicationIn(run);
        String environment = step.environmentIn(run, step.getEnvironment());
        String label = version == null ? step.versionIn(run) : version;
        String stated = commit == null ? step.commitIn(run) : commit;
        Optional<Checkout> checkout =
                stated == null ? checkout(run, application, environment, label) : Optional.empty();
        RecordRequest request = new RecordRequest(
                application,
                environment,
                label,
                ApplicationStep.artifacts(step.getArtifacts()),
                checkout.map(Checkout::commit).orElse(stated),
                status,
                reason,
                key);
        RecordResult result;
        try {
            result = DeploymentGates.get().engine().recordings().record(actor, request);
        } catch (GitException e) {
            if (checkout.isEmpty() || checkout.get().certain()) {
                throw e;
            }
            // The build checked out another repository than the application's.
            result = DeploymentGates.get().engine().recordings().record(actor, withoutCommit(request));
        }
        PromotionWatch.get().lookSoon();
        Deployment deployment = result.deployment();
        log().recorded("recorded", result);
        tell(BuildEntry.recorded(
                deployment,
                artifacts(deployment.fingerprint()),
                actor.name(),
                DeploymentGates.get().clock().instant(),
                reason));
        return result;
    }

    /**
     * Which commit it is, where nobody says: what was promoted and waits, else what the build checked out. Which version
     * Git names is asked of what the build surely deployed, or of what is there now.
     */
    private static Optional<Checkout> checkout(
            Run<?, ?> run, String application, String environment, @CheckForNull String version) {
        GitSettings git = git(application);
        if (version != null) {
            return awaited(application, environment, version).or(() -> Checkout.of(run, repository(git)));
        }
        return git != null && git.mechanic() == GitSettings.Mechanic.DEPLOYMENT_FILES
                ? Checkout.of(run, repository(git)).filter(Checkout::certain)
                : Optional.empty();
    }

    private static RecordRequest withoutCommit(RecordRequest request) {
        return new RecordRequest(
                request.application(),
                request.environment(),
                request.version(),
                request.artifacts(),
                null,
                request.status(),
                request.reason(),
                request.key());
    }

    /**
     * What was promoted there and waits for being delivered is what is reported on, whatever else the build checked out.
     */
    private static Optional<Checkout> awaited(String application, String environment, String version) {
        return DeploymentGates.get()
                .ledger()
                .read(view -> view.current(application, environment)
                        .filter(current ->
                                current.status().isOpen() && current.version().equals(version))
                        .map(Deployment::commit))
                .map(commit -> new Checkout(commit, true));
    }

    @CheckForNull
    private static GitSettings git(String application) {
        return DeploymentGates.get().configuration().application(application).git();
    }

    @CheckForNull
    private static String repository(@CheckForNull GitSettings git) {
        return git == null || git.mechanic() == GitSettings.Mechanic.NONE ? null : git.repository();
    }
}
