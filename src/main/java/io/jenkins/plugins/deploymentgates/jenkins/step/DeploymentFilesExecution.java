package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.gate.BranchPattern;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.FileComponents;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import io.jenkins.plugins.deploymentgates.promotion.NotAllowedException;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Has the engine do something with deployment files, on behalf of who started the build. */
final class DeploymentFilesExecution extends GatesExecution {
    private static final long serialVersionUID = 1L;

    private final DeploymentFilesStep step;
    private final DeploymentFilesVerb verb;

    DeploymentFilesExecution(DeploymentFilesStep step, DeploymentFilesVerb verb, StepContext context) {
        super(context);
        this.step = step;
        this.verb = verb;
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        String application = step.applicationIn(run());
        Actor actor = Actors.of(run());
        if (verb == DeploymentFilesVerb.COMPARE) {
            FileTable table = engine().files().compare(actor, application, names(step.getCompare()), step.getTier());
            new FileLog(log()).compared(table);
            succeed(FileResults.table(table));
        } else {
            checkJob(actor, application);
            if (verb == DeploymentFilesVerb.REFRESH) {
                refresh(actor, application);
            } else {
                edit(actor, request(application));
            }
        }
    }

    private void edit(Actor actor, FileRequest request) throws IOException, InterruptedException {
        FileResult result = step.isExplain()
                ? engine().files().explain(actor, request)
                : engine().files().edit(actor, request);
        new FileLog(log()).edited(result);
        succeed(FileResults.edit(result));
    }

    private FileRequest request(String application) {
        String at = step.getAt();
        return new FileRequest(
                application,
                Objects.requireNonNull(verb.action()),
                switch (verb) {
                    case CREATE -> step.getCreate();
                    case UPDATE -> step.getUpdate();
                    case DELETE -> step.getDelete();
                    case DUPLICATE, PROMOTE -> step.needed("to", step.getTo());
                    default -> null;
                },
                verb == DeploymentFilesVerb.DUPLICATE ? step.getDuplicate() : step.getPromote(),
                step.getFolder(),
                step.getTier(),
                FileComponents.parse(step.getSet()),
                step.getRemove(),
                verb == DeploymentFilesVerb.RESTORE ? names(step.getRestore()) : step.getModules(),
                at == null ? null : Times.parse(at),
                step.getConfirm(),
                key());
    }

    /** After a restart, what was asked for already has moved no more. */
    private void refresh(Actor actor, String application) throws IOException, InterruptedException {
        List<String> environments = names(step.getRefresh());
        FileRefresh result = step.isExplain()
                ? engine().refreshes().explain(actor, application, environments)
                : engine().refreshes().refresh(actor, application, environments);
        new FileLog(log()).refreshed(result);
        for (PromotionResult one : result.results()) {
            Promotion promotion = one.promotion();
            if (promotion.status().isFinal()) {
                tell(BuildEntry.promoted(
                        promotion,
                        one.deployment(),
                        artifacts(promotion.fingerprint()),
                        actor.name(),
                        DeploymentGates.get().clock().instant()));
            }
        }
        if (!result.results().isEmpty()) {
            PromotionWatch.get().lookSoon();
        }
        succeed(FileResults.refresh(result));
    }

    /**
     * The engine checks the environments whose files are changed. Other deployments have none: they are changed by jobs
     * that may act on one of the application's.
     */
    private static void checkJob(Actor actor, String application) {
        Configuration configuration = DeploymentGates.get().configuration();
        Collection<String> names =
                configuration.application(application).pipeline().keySet();
        String job = Objects.requireNonNull(actor.build()).job();
        if (names.stream().map(configuration::environment).noneMatch(one -> mayAct(job, one))) {
            throw new NotAllowedException("job " + job + " may not change deployments of " + application
                    + ": recordedBy of none of its environments " + String.join(", ", names) + " allows it");
        }
    }

    private static boolean mayAct(String job, Environment environment) {
        return environment.recordedBy().isEmpty()
                || environment.recordedBy().stream().anyMatch(pattern -> new BranchPattern(pattern).matches(job));
    }

    private static List<String> names(@CheckForNull List<String> given) {
        return given == null ? List.of() : given;
    }

    private static Engine engine() {
        return DeploymentGates.get().engine();
    }
}
