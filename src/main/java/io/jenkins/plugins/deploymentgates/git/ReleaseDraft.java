package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Content;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Signatures;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A version on its way into an environment: the tags of its repositories, and the commit that writes it on the
 * environment's branch. The tags come first. A process that is killed between the two leaves tags that the next draft
 * reuses, so it ends with the same. To be used by one thread; closing it closes the repositories it opened.
 */
public final class ReleaseDraft implements AutoCloseable {
    private final RepositoryGroup group;
    private final TagPlan tags;
    private final String message;
    private final Signature tagger;
    private final List<RefMove> moves;
    private final List<String> explanation;

    private ReleaseDraft(
            RepositoryGroup group,
            TagPlan tags,
            String message,
            Signature tagger,
            List<RefMove> moves,
            List<String> explanation) {
        this.group = group;
        this.tags = tags;
        this.message = message;
        this.tagger = tagger;
        this.moves = List.copyOf(moves);
        this.explanation = Collections.unmodifiableList(explanation);
    }

    /**
     * What is wanted.
     *
     * @param environment the target
     * @param tier of the target
     * @param version in the tier {@code development}, what stands for work in progress
     * @param branch where a version without a branch {@code release/VERSION} is built from
     * @param verified what was verified upstream; {@code null} for nothing
     * @param again the explicit choice to release a version once more whose final tag is at another commit
     * @param back whether the target goes back to what {@code verified} names, and no tag is made
     * @param message why and on whose behalf; the record of commits and tags is put below it
     * @param by who commits and tags
     */
    public record Request(
            String environment,
            String tier,
            String version,
            String branch,
            @CheckForNull ReleaseRecord verified,
            boolean again,
            boolean back,
            String message,
            Signatures by) {}

    /**
     * Drafts; nothing is pushed.
     *
     * @param opener opens the repositories that the environment's file names; called by several threads
     * @throws GitException when the file has mistakes, or the rules for tags do not allow it in any repository
     */
    public static ReleaseDraft of(
            EnvironmentRepository environments, Request request, Function<String, LineRepository> opener) {
        String head = environments.head(request.environment());
        Content content = environments.read(request.environment(), head);
        List<String> repositories = content.settings().repositories();
        RepositoryGroup group = RepositoryGroup.open(repositories, opener);
        try {
            ReleaseRecord there = environments.record(head).orElse(null);
            TagPlan tags = plan(group, repositories, request, there);
            boolean pushed = tags.repositories().stream().anyMatch(TagPlan.Entry::isPushed);
            ReleaseRecord record = ReleaseRecord.of(tags);
            boolean same = record.equals(there);
            boolean development = request.tier().equals(VersionTags.DEVELOPMENT);
            String version = development ? ReleaseFile.WORK_IN_PROGRESS : request.version();
            String message = request.message().strip() + "\n\n" + record.lines();
            String commit = environments.commitVersion(
                    request.environment(), head, version, pushed || (!same && !development), message, request.by());
            String branch = environments.layout().branch(request.environment());
            List<RefMove> moves = commit.equals(head) ? List.of() : List.of(RefMove.branch(branch, head, commit));
            return new ReleaseDraft(
                    group,
                    tags,
                    message,
                    request.by().committer(),
                    moves,
                    explanation(branch, content.file().version(), version, tags, moves));
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    private static TagPlan plan(
            RepositoryGroup group, List<String> repositories, Request request, @CheckForNull ReleaseRecord there) {
        ReleaseRecord verified = request.verified();
        Map<String, String> commits = verified == null ? Map.of() : verified.commits(repositories);
        ReleaseRecord known = verified == null ? there : verified;
        Map<String, Map<String, String>> recorded = known == null ? Map.of() : known.tags(repositories);
        return request.back()
                ? VersionTags.back(group, request.version(), commits, recorded)
                : VersionTags.plan(
                        group,
                        new TagRequest(
                                request.version(),
                                request.tier(),
                                request.branch(),
                                commits,
                                recorded,
                                request.again()));
    }

    private static List<String> explanation(
            String branch, String before, String after, TagPlan tags, List<RefMove> moves) {
        List<String> lines = new ArrayList<>();
        tags.repositories().forEach(entry -> lines.add(entry.explain()));
        String what =
                before.equals(after) ? "version " + after + " is there" : "version " + before + " becomes " + after;
        lines.add(branch + ": " + what
                + (moves.isEmpty()
                        ? ", nothing is pushed"
                        : ", commit " + Ids.abbreviate(moves.get(0).target())));
        return lines;
    }

    /** One line a repository and one for the environment's branch, for a person. */
    public List<String> explain() {
        return explanation;
    }

    /** The commits and tags. */
    public TagPlan tags() {
        return tags;
    }

    /** The message of the commit and the tags. */
    public String message() {
        return message;
    }

    /** What is pushed into the environment repository once {@link #makeTags} is done; none when all is there. */
    public List<RefMove> moves() {
        return moves;
    }

    /**
     * Pushes the tags that are missing.
     *
     * @throws GitException with what went wrong in any of the repositories
     */
    public void makeTags() {
        VersionTags.make(group, tags, message, tagger);
    }

    @Override
    public void close() {
        group.close();
    }
}
