package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.git.DeploymentEdit;
import io.jenkins.plugins.deploymentgates.git.DeploymentEdits;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.DeploymentSelection;
import io.jenkins.plugins.deploymentgates.git.DeploymentUpdate;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** From what somebody asks for to the edit of the files. Writes nothing. Used by one thread. */
final class FileWish {
    private final FileRequest request;
    private final LineRepository repository;
    private final String head;
    private final String layoutFile;

    /**
     * @param head full id of the commit the edit goes on top of
     * @param layoutFile path of {@code deployments.yaml}
     */
    FileWish(FileRequest request, LineRepository repository, String head, String layoutFile) {
        this.request = request;
        this.repository = repository;
        this.head = head;
        this.layoutFile = layoutFile;
    }

    /**
     * The edit.
     *
     * @throws InvalidInputException when something is missing or not valid
     */
    DeploymentEdit edit() {
        DeploymentEdits edits = new DeploymentEdits(repository, head, layoutFile);
        return switch (request.action()) {
            case CREATE -> create(edits);
            case DUPLICATE -> {
                String from = needed(request.from(), "the deployment to duplicate");
                yield edits.duplicate(from, deployment(), request.folder(), update(from));
            }
            case UPDATE -> {
                DeploymentUpdate update = update(deployment());
                if (update.equals(DeploymentUpdate.NOTHING)) {
                    throw new InvalidInputException("nothing is named that shall be different in deployment "
                            + Names.quote(deployment()) + "; set a version or the tier, or remove a module");
                }
                yield edits.update(deployment(), update);
            }
            case PROMOTE ->
                edits.promote(
                        needed(request.from(), "the deployment to promote"),
                        deployment(),
                        request.names().isEmpty()
                                ? DeploymentSelection.all()
                                : DeploymentSelection.of(request.names()));
            case DELETE -> {
                if (!deployment().equals(request.confirm())) {
                    throw new InvalidInputException("deleting the deployment " + Names.quote(deployment())
                            + " has to be confirmed by its name"
                            + (request.confirm() == null ? "" : ", which is not " + Names.quote(request.confirm()))
                            + "; name it once more to confirm it");
                }
                yield edits.delete(deployment());
            }
            case RESTORE -> {
                if (request.at() == null) {
                    throw new InvalidInputException(
                            "it is not known to which instant to restore; name one, such as 2026-03-03T09:00:00Z");
                }
                yield edits.restore(repository.commitAt(head, Objects.requireNonNull(request.at())), request.names());
            }
        };
    }

    private DeploymentEdit create(DeploymentEdits edits) {
        FileRequest.Component core = request.set().get(DeploymentComponent.CORE);
        if (core == null) {
            throw new InvalidInputException("a new deployment has a core; set its version and source");
        }
        Map<String, DeploymentComponent> modules = new LinkedHashMap<>();
        request.set().forEach((name, component) -> {
            if (!name.equals(DeploymentComponent.CORE)) {
                modules.put(name, component(name, component, null));
            }
        });
        String tier = request.tier() == null
                ? DeploymentFiles.at(repository, head, layoutFile)
                        .layout()
                        .tiers()
                        .get(0)
                : request.tier();
        return edits.create(
                deployment(), request.folder(), tier, component(DeploymentComponent.CORE, core, null), modules);
    }

    private DeploymentUpdate update(String deployment) {
        DeploymentFile file = DeploymentFiles.at(repository, head, layoutFile).get(deployment);
        DeploymentUpdate update =
                request.tier() == null ? DeploymentUpdate.NOTHING : DeploymentUpdate.NOTHING.withTier(request.tier());
        for (Map.Entry<String, FileRequest.Component> one : request.set().entrySet()) {
            String name = one.getKey();
            FileRequest.Component wanted = one.getValue();
            DeploymentComponent now = file.components().get(name);
            boolean versionAlone = wanted.type() == null && wanted.source() == null;
            update = versionAlone
                    ? update.withVersion(name, needed(wanted.version(), "the version of " + Names.quote(name)))
                    : update.with(name, component(name, wanted, now));
        }
        for (String name : request.remove()) {
            update = update.without(name);
        }
        return update;
    }

    private static DeploymentComponent component(
            String name, FileRequest.Component wanted, @CheckForNull DeploymentComponent now) {
        String version = wanted.version() != null || now == null
                ? needed(wanted.version(), "the version of " + Names.quote(name))
                : now.version();
        String type = wanted.type() != null ? wanted.type() : now == null ? DeploymentComponent.GIT : now.type();
        String source = wanted.source() != null || now == null ? wanted.source() : now.source();
        return new DeploymentComponent(version, type, source);
    }

    private String deployment() {
        return needed(request.deployment(), "the deployment");
    }

    private static String needed(@CheckForNull String value, String what) {
        if (value == null || value.isEmpty()) {
            throw new InvalidInputException(what + " is missing; name it");
        }
        return value;
    }
}
