package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences.Reference;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Deploys again what versions that move, such as branches, have moved on for. An environment with others upstream is not
 * deployed again here: what it would get has to be verified upstream first. Thread-safe.
 */
public final class FileRefreshes {
    private final Services services;
    private final Promotions promotions;

    FileRefreshes(Services services, Promotions promotions) {
        this.services = services;
        this.promotions = promotions;
    }

    /**
     * What moved. Changes nothing.
     *
     * @param environments of the application's pipeline; all of them when empty
     */
    public FileRefresh explain(Actor actor, String application, Collection<String> environments) {
        Application known = FileEdits.withFiles(services, application);
        environments.forEach(known::stage);
        List<FileRefresh.Moved> moved = new ArrayList<>();
        try (Repositories repositories = services.repositories(known, Access.READ, actor.build())) {
            Objects.requireNonNull(repositories.line()).fetch();
            DeploymentFiles files = DeploymentFilesMechanic.files(known, repositories.line(), repositories.tip());
            for (String environment : known.pipeline().keySet()) {
                if (environments.isEmpty() || environments.contains(environment)) {
                    moved.addAll(moved(known, environment, files, repositories));
                }
            }
        }
        return new FileRefresh(application, moved, List.of());
    }

    /**
     * Asks for the deployment of what moved in environments without others upstream.
     *
     * @throws NotAllowedException when {@code actor} may not promote
     */
    public FileRefresh refresh(Actor actor, String application, Collection<String> environments) {
        return refresh(actor, application, environments, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells of the promotion it asked for
     *     first, and asks for none
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when the key was used for something else,
     *     also when nothing moved
     */
    public FileRefresh refresh(
            Actor actor, String application, Collection<String> environments, @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        FileEdits.withFiles(services, application);
        Optional<LedgerEvent> before =
                services.ledger().write(tx -> Keys.find(tx, key, Keys.refresh(application, environments)));
        FileRefresh found = explain(actor, application, environments);
        if (before.isPresent()) {
            long promotion = ((Event.PromotionRequested) before.get().event()).id();
            return new FileRefresh(application, found.moved(), List.of(promotions.decide(promotion)));
        }
        List<PromotionResult> results = new ArrayList<>();
        for (String environment : again(found)) {
            // One event has the key: by it a repeated call is known.
            PromoteRequest usual = PromoteRequest.of(application, environment);
            results.add(promotions.promote(actor, results.isEmpty() ? usual.under(key) : usual));
        }
        return new FileRefresh(application, found.moved(), results);
    }

    private static List<String> again(FileRefresh found) {
        return found.moved().stream()
                .filter(FileRefresh.Moved::again)
                .map(FileRefresh.Moved::environment)
                .distinct()
                .toList();
    }

    private List<FileRefresh.Moved> moved(
            Application application, String environment, DeploymentFiles files, Repositories repositories) {
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        Optional<DeploymentFile> file = files.find(settings.nameOf(environment));
        Optional<Release> recorded = services.ledger().read(view -> view.current(application.name(), environment)
                .flatMap(current -> view.release(current.fingerprint())));
        if (file.isEmpty() || recorded.isEmpty()) {
            return List.of();
        }
        Map<String, String> then = Combination.of(file.get(), recorded.get()).commits();
        if (then.isEmpty()) {
            return List.of();
        }
        Map<String, Reference> now = repositories
                .references()
                .resolve(List.of(file.get()))
                .getOrDefault(file.get().name(), Map.of());
        List<FileRefresh.Moved> moved = new ArrayList<>();
        then.forEach((component, commit) -> {
            Reference reference = now.get(component);
            if (reference != null && !reference.commit().equals(commit)) {
                moved.add(new FileRefresh.Moved(
                        environment,
                        file.get().name(),
                        component,
                        reference.version(),
                        reference.source(),
                        commit,
                        reference.commit(),
                        application.stage(environment).after().isEmpty()));
            }
        });
        return moved;
    }
}
