package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/** Chosen folders of a repository. Used as long as the repository is open, by the same thread. */
public final class Folders {
    private final LineRepository repository;
    private final Clock clock;

    Folders(LineRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Makes the commit with which folders of another repository replace those of this one. Nothing is pushed.
     *
     * @param onto the head of the target's branch; {@code null} for a first commit
     * @throws GitException when the folders cannot be copied as they are; it names what is in the way
     */
    public CopiedFolders copy(LineRepository source, String sourceCommit, FolderCopy what, @CheckForNull String onto) {
        return new FolderCopier(source, repository, clock).copy(sourceCommit, what, onto);
    }

    /** The commit of the source that the newest copy of the folders, up to a commit of this repository, was made from. */
    public Optional<String> copiedFrom(String commit, FolderSet folders) {
        ObjectId head = repository.commit(commit);
        return Optional.ofNullable(repository.read(
                () -> SourceTrailer.newest(repository.workspace().objects(), head, folders)));
    }

    /**
     * The commits up to one of this repository that came after the newest copy of the folders, newest first.
     *
     * @param limit at most this many
     */
    public List<Line.Commit> sinceCopy(String commit, FolderSet folders, int limit) {
        return repository.commits(null, commit, limit).stream()
                .takeWhile(one -> SourceTrailer.source(one.message(), folders) == null)
                .toList();
    }

    /**
     * How folders here differ from those of a commit of another repository: {@code A path} is here only, {@code D path}
     * there only, {@code M path} in both; sorted by path, empty when nothing differs.
     */
    public List<String> changesFrom(LineRepository source, String sourceCommit, FolderSet folders, String commit) {
        return new FolderDrift(source, repository).changes(sourceCommit, folders, commit);
    }

    /**
     * How folders differ from one commit of this repository to a later, as {@link #changesFrom} tells it.
     *
     * @param since {@code null} for none, to which all is new
     */
    public List<String> changes(@CheckForNull String since, String commit, FolderSet folders) {
        return new FolderDrift(repository, repository).changes(since, folders, commit);
    }

    /**
     * Makes folders at a commit a zip file with a manifest: what the caller says of it, repository, commit, and the SHA-256
     * of each file. The same input makes the same bytes. Nothing is written yet.
     *
     * @param allowRemoval whether a folder that is not in the source is left out; else it is refused
     * @param about the first lines of the manifest, such as {@code version} to {@code 1.4}, in their order
     * @param file absolute
     * @throws GitException when the folders cannot be in a zip file as they are
     */
    public ZipRelease zip(
            String commit, FolderSet folders, boolean allowRemoval, Map<String, String> about, Path file) {
        return new FolderZip(repository).prepare(commit, folders, allowRemoval, about, file);
    }

    /**
     * What a promotion of folders brings, as their commit's message tells it.
     *
     * @param since the source's commit of the promotion before; {@code null} for none
     */
    public String notes(String commit, @CheckForNull String since, FolderSet folders, ReleaseNotes notes) {
        return notes.text(repository, commit, since, folders);
    }

    /** The container images that files in the folders name, of those that match a pattern. */
    public FoundImages images(String commit, FolderSet folders, List<String> patterns) {
        PathPatterns matching = new PathPatterns(patterns);
        Predicate<String> wanted = path -> ImageFinder.reads(path) && folders.contains(path) && matching.test(path);
        return ImageFinder.find(repository.files(commit, wanted));
    }
}
