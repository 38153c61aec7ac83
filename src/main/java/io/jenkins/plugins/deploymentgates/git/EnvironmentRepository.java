package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;

/**
 * A repository with a branch an environment, each with one {@link ReleaseFile}, and files of {@link EnvironmentType}s on
 * a branch that all environments share. As thread-safe as the repository it reads.
 */
public final class EnvironmentRepository {
    private final LineRepository repository;
    private final Layout layout;

    public EnvironmentRepository(LineRepository repository, Layout layout) {
        this.repository = repository;
        this.layout = layout;
    }

    /**
     * Where things are.
     *
     * @param branches the environments' branches; {@code {environment}} stands for the name
     * @param file path of the file on each of these
     * @param types path of the environment types' files; {@code {type}} stands for the name
     * @param typesBranch the branch with these
     */
    public record Layout(String branches, String file, String types, String typesBranch) {
        /** {@code environment/qa} for {@code qa} by default. */
        public String branch(String environment) {
            return branches.replace("{environment}", environment);
        }

        /** The environment a branch belongs to; {@code null} when it belongs to none. */
        @CheckForNull
        public String environment(String branch) {
            int name = branches.indexOf("{environment}");
            String before = branches.substring(0, name);
            String after = branches.substring(name + "{environment}".length());
            boolean fits = branch.length() > before.length() + after.length()
                    && branch.startsWith(before)
                    && branch.endsWith(after);
            String found = fits ? branch.substring(before.length(), branch.length() - after.length()) : "/";
            return found.contains("/") ? null : found;
        }
    }

    /**
     * What a commit of an environment's branch says.
     *
     * @param file the file
     * @param settings of the file and its type
     * @param typesCommit the commit the type was read at; {@code null} when the environment has none
     */
    public record Content(ReleaseFile file, ReleaseSettings settings, @CheckForNull String typesCommit) {}

    /**
     * Reads an environment's file and its type.
     *
     * @param commit of the environment's branch
     * @throws GitException when a file is not there or has mistakes
     */
    public Content read(String environment, String commit) {
        String branch = layout.branch(environment);
        ReleaseFile file = ReleaseFile.read(branch + ":" + layout.file(), content(branch, commit, layout.file()));
        String type = file.type().orElse(null);
        if (type == null) {
            return new Content(file, file.settings(null), null);
        }
        String typesCommit = repository.head(layout.typesBranch());
        String path = layout.types().replace("{type}", type);
        byte[] shared = content(layout.typesBranch(), typesCommit, path);
        EnvironmentType read = EnvironmentType.read(layout.typesBranch() + ":" + path, shared);
        return new Content(file, file.settings(read), typesCommit);
    }

    private byte[] content(String branch, String commit, String path) {
        return repository
                .file(commit, path)
                .orElseThrow(() -> new GitException("branch " + branch + " of repository '" + repository.address()
                        + "' has no file " + path + " at " + Ids.abbreviate(commit) + "; add it"));
    }

    /**
     * A commit on top of an environment's branch that changes the version and nothing else; nothing is pushed.
     *
     * @param head of the environment's branch
     * @return the new commit, or {@code head} when the version is there already
     */
    public String commitVersion(
            String environment, String head, String version, String message, Signature author, Signature committer) {
        ReleaseFile file = read(environment, head).file();
        if (file.version().equals(version)) {
            return head;
        }
        byte[] changed = file.withVersion(version).content();
        return repository.commitFiles(head, Map.of(layout.file(), changed), message, author, committer);
    }
}
