package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What people do with deployments: each gives an edit on top of one commit, which is neither committed nor pushed. Files
 * keep their comments, order and layout. Mistakes in files that are not touched do not matter. Not thread-safe; reads
 * from the repository it was made for.
 */
public final class DeploymentEdits {
    /** A subject longer than this is hard to read in lists of commits. */
    private static final int SUBJECT = 72;

    private final LineRepository repository;
    private final DeploymentFiles files;

    /**
     * @param head full id of the commit the edits go on top of
     * @param layoutFile path of {@code deployments.yaml}, which can be another
     */
    public DeploymentEdits(LineRepository repository, String head, String layoutFile) {
        this.repository = repository;
        this.files = DeploymentFiles.at(repository, head, layoutFile);
    }

    /**
     * A new deployment.
     *
     * @param folder below a search path; {@code null} for the first search path
     * @param modules by name
     * @throws InvalidInputException when there is a deployment of this name, or a value is not valid
     */
    public DeploymentEdit create(
            String name,
            @CheckForNull String folder,
            String tier,
            DeploymentComponent core,
            Map<String, DeploymentComponent> modules) {
        String place = folder == null ? files.layout().searchPaths().get(0) : folder;
        DeploymentUpdate content = DeploymentUpdate.NOTHING.withTier(tier).with(DeploymentComponent.CORE, core);
        for (Map.Entry<String, DeploymentComponent> module : modules.entrySet()) {
            content = content.with(module.getKey(), module.getValue());
        }
        DeploymentFile empty = new DeploymentFile(newPath(name, place, ".yaml"), name, tier, core, Map.of());
        DeploymentFile file = content.applyTo(empty, files.layout());
        return edit("Create " + name, null, file, DeploymentText.write(file, files.layout()));
    }

    /**
     * A deployment with another's file, comments included.
     *
     * @param folder below a search path; {@code null} for the other's
     * @param update what is different in the new one
     * @throws InvalidInputException when there is a deployment of the new name, or a value is not valid
     */
    public DeploymentEdit duplicate(String from, String name, @CheckForNull String folder, DeploymentUpdate update) {
        DeploymentFile source = files.get(from);
        String path = source.path();
        int slash = path.lastIndexOf('/');
        String place = folder != null ? folder : slash < 0 ? "." : path.substring(0, slash);
        String newPath = newPath(name, place, path.substring(path.lastIndexOf('.')));
        DeploymentFile wanted = update.applyTo(source, files.layout());
        DeploymentFile file = new DeploymentFile(newPath, name, wanted.tier(), wanted.core(), wanted.modules());
        return edit(
                "Duplicate " + from + " as " + name,
                null,
                file,
                DeploymentText.rewrite(content(source), source, wanted, files.layout()));
    }

    /**
     * Changes a deployment; empty when it is so already.
     *
     * @throws InvalidInputException when it has no such module, or a value is not valid
     */
    public DeploymentEdit update(String name, DeploymentUpdate update) {
        DeploymentFile file = files.get(name);
        DeploymentFile wanted = update.applyTo(file, files.layout());
        List<String> details = new ArrayList<>();
        DeploymentChange change = DeploymentChange.of(file, wanted);
        if (change != null) {
            details.addAll(change.details());
        }
        return rewrite(subject("Update " + name + ": ", details, "", details.size() + " changes"), file, wanted);
    }

    /**
     * Brings what one deployment has into another: version, type and source of the core or modules. Empty when it is
     * there already.
     *
     * @throws InvalidInputException when the source has no such module, or source and target are the same
     */
    public DeploymentEdit promote(String from, String to, DeploymentSelection selection) {
        if (from.equals(to)) {
            throw new InvalidInputException(
                    "deployment " + Names.quote(from) + " cannot be promoted into itself; name another one");
        }
        DeploymentFile source = files.get(from);
        DeploymentFile target = files.get(to);
        DeploymentFile wanted = selection.applyTo(source, target);
        String ending = " from " + from + " to " + to;
        if (selection.everything()) {
            return rewrite("Promote everything" + ending, target, wanted);
        }
        List<String> what = selection.names().stream()
                .map(name ->
                        name + " " + DeploymentUpdate.component(source, name).version())
                .toList();
        return rewrite(subject("Promote ", what, ending, what.size() + " components"), target, wanted);
    }

    /**
     * Has a deployment say what another file does, but for its tier and place; one that is not there is made next to that
     * file. Empty when it says so already.
     *
     * @param subject the first line of the message
     * @param content whatever its name
     * @param tier of a new one
     */
    public DeploymentEdit bring(String subject, String name, DeploymentFile content, String tier) {
        DeploymentFile file = files.find(name).orElse(null);
        if (file != null) {
            return rewrite(subject, file, DeploymentSelection.all().applyTo(content, file));
        }
        String path = content.path();
        int slash = path.lastIndexOf('/');
        String place = newPath(name, slash < 0 ? "." : path.substring(0, slash), path.substring(path.lastIndexOf('.')));
        DeploymentFile made = new DeploymentFile(place, name, tier, content.core(), content.modules());
        return edit(subject, null, made, DeploymentText.write(made, files.layout()));
    }

    /** Removes a deployment. */
    public DeploymentEdit delete(String name) {
        DeploymentFile file = files.get(name);
        return new DeploymentEdit.Builder(repository, files.commit())
                .file(file.path(), null)
                .change(DeploymentChange.of(file, null))
                .build("Delete " + name);
    }

    /**
     * Gives files back the content they had at an earlier commit, on top of everything that came since.
     *
     * @param earlier full id, such as one from {@link LineRepository#commitAt}
     * @param what deployments by name, wherever their files are now or were then, and other files by path; empty for all
     *     deployments and {@code deployments.yaml}, where deployments that came later are removed again
     * @throws InvalidInputException when one of them was not there then
     * @throws DeploymentFilesException when the files could not be read afterwards, such as for a tier that is gone
     */
    public DeploymentEdit restore(String earlier, Collection<String> what) {
        return new DeploymentRestore(repository, files, earlier).restore(what);
    }

    private DeploymentEdit rewrite(String subject, DeploymentFile now, DeploymentFile wanted) {
        byte[] content = content(now);
        return edit(
                subject,
                now,
                wanted,
                now.same(wanted) ? content : DeploymentText.rewrite(content, now, wanted, files.layout()));
    }

    private DeploymentEdit edit(
            String subject, @CheckForNull DeploymentFile before, DeploymentFile after, byte[] content) {
        return new DeploymentEdit.Builder(repository, files.commit())
                .file(after.path(), content)
                .change(DeploymentChange.of(before, after))
                .build(subject);
    }

    private byte[] content(DeploymentFile file) {
        return repository
                .file(files.commit(), file.path())
                .orElseThrow(() -> new IllegalStateException(file.path() + " was just read"));
    }

    private String newPath(String name, String folder, String extension) {
        String wrong = DeploymentFile.nameProblem(name);
        if (wrong == null) {
            wrong = DeploymentLayout.folderProblem(folder);
        }
        if (wrong != null) {
            throw new InvalidInputException(wrong);
        }
        files.path(name).ifPresent(path -> {
            throw new InvalidInputException("there is a deployment " + Names.quote(name) + " already, in " + path
                    + "; choose another name, or update it");
        });
        String path = (folder.equals(".") ? "" : folder + "/") + name + extension;
        if (!files.layout().isDeployment(path)) {
            throw new InvalidInputException("the folder " + Names.quote(folder) + " is below none of the search paths"
                    + DidYouMean.among(
                            "they are", folder, new TreeSet<>(files.layout().searchPaths())));
        }
        return path;
    }

    /** One line that names all of it, or says how much it is. */
    private static String subject(String begin, List<String> what, String end, String count) {
        String all = begin + String.join(", ", what) + end;
        return what.size() > 1 && all.length() > SUBJECT ? begin + count + end : all;
    }
}
