package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gives files the content of an earlier commit. Not thread-safe; one use each. */
final class DeploymentRestore {
    private final LineRepository repository;
    private final DeploymentFiles now;
    private final String earlier;
    private final DeploymentFiles then;
    private final DeploymentEdit.Builder edit;
    private final List<Problem> problems = new ArrayList<>();

    DeploymentRestore(LineRepository repository, DeploymentFiles now, String earlier) {
        this.repository = repository;
        this.now = now;
        this.earlier = earlier;
        this.then = DeploymentFiles.at(repository, earlier, now.layout().file(), now::layout);
        this.edit = new DeploymentEdit.Builder(repository, now.commit());
    }

    /** See {@link DeploymentEdits#restore}. */
    DeploymentEdit restore(Collection<String> what) {
        String end = " to " + Ids.abbreviate(earlier);
        if (what.isEmpty()) {
            all();
            return edit.build("Restore all deployments" + end);
        }
        Set<String> names = new TreeSet<>(what);
        names.forEach(this::one);
        DeploymentFilesException.check(problems);
        return edit.build("Restore " + String.join(", ", names) + end);
    }

    private void one(String what) {
        Optional<String> oldPath = then.path(what);
        if (oldPath.isPresent()) {
            String path = now.path(what).orElse(oldPath.get());
            deployment(what, path, repository.file(earlier, oldPath.get()).orElseThrow());
            return;
        }
        byte[] content = now.path(what).isPresent() ? null : content(what);
        if (content == null) {
            throw new InvalidInputException("there was no deployment or file " + Names.quote(what) + " at commit "
                    + Ids.abbreviate(earlier)
                    + (now.path(what).isPresent()
                            ? "; it came later, so delete it instead"
                            : "; name one that was there, by name or path"));
        }
        if (now.layout().isDeployment(what)) {
            String name = DeploymentFile.nameOf(what);
            String path = now.path(name).orElse(what);
            if (!path.equals(what)) {
                throw new InvalidInputException("the deployment " + Names.quote(name) + " is in " + path
                        + " now, so a file " + Names.quote(what) + " would be a second one; restore it by its name");
            }
            deployment(name, what, content);
        } else {
            edit.file(what, content);
        }
    }

    /** The result is read in the layout there is now: its tier must still be there. */
    private void deployment(String name, String path, byte[] content) {
        DeploymentFile file = DeploymentFileReader.read(path, content, now.layout(), problems::add);
        if (file != null) {
            edit.file(path, content).change(DeploymentChange.of(readable(now, name), file));
        }
    }

    private void all() {
        Set<String> paths = new TreeSet<>(then.paths());
        paths.addAll(now.paths());
        if (content(now.layout().file()) != null) {
            paths.add(now.layout().file());
        }
        paths.forEach(path -> edit.file(path, content(path)));
        Set<String> names = new TreeSet<>(then.names());
        names.addAll(now.names());
        names.forEach(name -> edit.change(DeploymentChange.of(readable(now, name), readable(then, name))));
    }

    @CheckForNull
    private byte[] content(String path) {
        return repository.file(earlier, path).orElse(null);
    }

    /** What a deployment says; nothing where its file has mistakes, which may be why it is restored. */
    @CheckForNull
    private static DeploymentFile readable(DeploymentFiles files, String name) {
        try {
            return files.find(name).orElse(null);
        } catch (DeploymentFilesException e) {
            return null;
        }
    }
}
