package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A repository with a branch an environment, each with one {@link ReleaseFile}, and files of {@link EnvironmentType}s on
 * a branch that all environments share. As thread-safe as the repository it reads.
 */
public final class EnvironmentRepository {
    /** How many commits of a branch are searched: few at first, as the newest ones are mostly wanted. */
    private static final int[] HISTORY = {50, 10_000};

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

    /** The layout it was opened with. */
    public Layout layout() {
        return layout;
    }

    /**
     * The commit an environment's branch is at.
     *
     * @throws GitException when there is no such branch
     */
    public String head(String environment) {
        return repository.head(layout.branch(environment));
    }

    /**
     * A commit on top of an environment's branch that changes the version and nothing else; nothing is pushed.
     *
     * @param head of the environment's branch
     * @param again whether a version that is there already is committed once more, so that the push starts it again
     * @return the new commit, or {@code head} when there is nothing to do
     */
    String commitVersion(
            String environment, String head, String version, boolean again, String message, Signatures by) {
        ReleaseFile file = read(environment, head).file();
        if (file.version().equals(version)) {
            return again ? repository.commitNothing(head, message, by.author(), by.committer()) : head;
        }
        byte[] changed = file.withVersion(version).content();
        return repository.commitFiles(head, Map.of(layout.file(), changed), message, by.author(), by.committer());
    }

    /** Who commits. */
    public record Signatures(Signature author, Signature committer) {}

    /**
     * What the environment's branch was told to deploy last: the newest record in its history.
     *
     * @param commit of the environment's branch
     */
    public Optional<ReleaseRecord> record(String commit) {
        return record(commit, record -> true);
    }

    /**
     * The newest record with this version and this commit of the application's repository.
     *
     * @param commit of the environment's branch
     */
    public Optional<ReleaseRecord> record(String commit, String version, String applicationCommit) {
        return record(
                commit,
                record -> record.version().equals(version)
                        && record.parts().get(0).commit().equals(applicationCommit));
    }

    /**
     * The newest record that is wanted.
     *
     * @param commit of the environment's branch
     */
    public Optional<ReleaseRecord> record(String commit, Predicate<ReleaseRecord> wanted) {
        Optional<ReleaseRecord> found = Optional.empty();
        for (int i = 0; i < HISTORY.length && found.isEmpty(); i++) {
            found = repository.commits(null, commit, HISTORY[i]).stream()
                    .map(one -> ReleaseRecord.of(one.message()))
                    .flatMap(Optional::stream)
                    .filter(wanted)
                    .findFirst();
        }
        return found;
    }

    /**
     * What a push to a branch changed.
     *
     * @param environment the only one that is to be deployed
     * @param before the version before; {@code null} when the branch is new
     * @param after the version now
     */
    public record Change(String environment, @CheckForNull String before, String after) {}

    /**
     * Which environment a push deploys: that of the branch, and no other.
     *
     * @param branch the branch that was pushed to
     * @param base the commit it was at; {@code null} for a new branch
     * @param head the commit it is at
     * @return empty for a branch that belongs to no environment
     * @throws GitException when the file is not there or has mistakes
     */
    public Optional<Change> changed(String branch, @CheckForNull String base, String head) {
        String environment = layout.environment(branch);
        if (environment == null) {
            return Optional.empty();
        }
        String before = base == null
                ? null
                : repository
                        .file(base, layout.file())
                        .map(content -> ReleaseFile.read(branch + ":" + layout.file(), content)
                                .version())
                        .orElse(null);
        String after = read(environment, head).file().version();
        return Optional.of(new Change(environment, before, after));
    }
}
