package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.git.DeploymentEdit;
import io.jenkins.plugins.deploymentgates.git.DeploymentEdits;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.Signature;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The commit that has the file of a plan's target say what is planned. One use each, by one thread. */
final class DeploymentFilesDraft {
    private final Plan plan;
    private final String trigger;
    private final Repositories repositories;
    private final Application application;
    private final DeploymentFileSettings settings;

    /** Name of the target's deployment. */
    private final String name;

    DeploymentFilesDraft(Plan plan, String trigger, Repositories repositories) {
        this.plan = plan;
        this.trigger = trigger;
        this.repositories = repositories;
        this.application = plan.application();
        this.settings = DeploymentFilesMechanic.settings(application);
        this.name = settings.nameOf(plan.target().name());
    }

    /** Makes it on top of what was drafted before; nothing is pushed. */
    Draft draft() {
        LineRepository repository = Objects.requireNonNull(repositories.line());
        String tip = repositories.tip();
        DeploymentFiles files = DeploymentFilesMechanic.files(application, repository, tip);
        DeploymentFile now = files.find(name).orElse(null);
        Mechanic.Wish wish = new Mechanic.Wish(
                application,
                plan.target(),
                plan.sources(),
                plan.release(),
                Objects.requireNonNull(plan.source()),
                plan.target().name(),
                List.of());
        DeploymentFile wanted = DeploymentFilesMechanic.wanted(
                plan.release(), plan.target(), DeploymentFilesMechanic.source(wish, repository), now);
        if (now != null && DeploymentFilesMechanic.sameComponents(now, wanted)) {
            return new Draft(null, List.of(), title() + "\n", List.of(), null, List.of(), plan.commit());
        }
        if (now == null) {
            checkTier(files);
        }
        DeploymentEdit edit = new DeploymentEdits(repository, tip, settings.file())
                .bring(title(), name, wanted, plan.target().tier())
                .with(facts());
        String commit =
                edit.commit(repository, person(settings.author(), trigger), person(settings.committer(), trigger));
        String branch = application.requiredGit().sourceBranch();
        repositories.drafted(commit);
        return new Draft(
                null,
                List.of(RefMove.branch(branch, tip, commit)),
                edit.message(),
                edit.files(),
                null,
                List.of(),
                commit);
    }

    /** That a file can be made for the target. */
    private void checkTier(DeploymentFiles files) {
        String tier = plan.target().tier();
        if (!files.layout().tiers().contains(tier)) {
            throw new InvalidInputException("there is no deployment '" + name + "' yet, and the tier of "
                    + plan.target().name() + ", '" + tier + "', is none of "
                    + files.layout().file() + ", so it cannot be made"
                    + DidYouMean.among("its tiers are", tier, files.layout().tiers())
                    + "; create it with the tier it shall have");
        }
    }

    private String title() {
        String what = application.name() + " " + plan.release().version();
        return plan.kind() == PromotionKind.ROLLBACK
                ? "Roll " + plan.target().name() + " back to " + what
                : "Promote " + what + " to " + plan.target().name();
    }

    private List<String> facts() {
        List<String> facts =
                new ArrayList<>(List.of("Environment: " + plan.target().name()));
        if (!plan.sources().isEmpty() && plan.kind() != PromotionKind.ROLLBACK) {
            facts.add("From: " + String.join(", ", plan.sources()));
        }
        facts.add("Release: " + plan.release().fingerprint());
        facts.add("Asked for by: " + trigger);
        return facts;
    }

    static Signature person(@CheckForNull String configured, String trigger) {
        return configured == null ? Signature.of(trigger) : Signature.parse(configured);
    }
}
