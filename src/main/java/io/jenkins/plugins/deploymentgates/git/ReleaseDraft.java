package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Content;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Signatures;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A version on its way into an environment: the tags of its repositories, and the commit that writes it on the
 * environment's branch. The tags come first, by {@link #makeTags}. A process that is killed between the two leaves tags
 * that the next draft reuses, so it ends with the same. Immutable.
 *
 * @param before the version that is on the environment's branch
 * @param after the version that comes there
 * @param tags the commits and tags
 * @param message of the commit and the tags
 * @param moves what is pushed into the environment repository once the tags are there; none when all is there
 */
public record ReleaseDraft(String before, String after, TagPlan tags, String message, List<RefMove> moves) {
    public ReleaseDraft {
        moves = List.copyOf(moves);
    }

    /**
     * What is wanted.
     *
     * @param environment the target
     * @param tier of the target
     * @param version in the tier {@code development}, what stands for work in progress
     * @param branch where a version without a branch {@code release/VERSION} is built from
     * @param verified what was verified upstream, or was deployed before; {@code null} for nothing
     * @param commit where nothing is upstream, what was asked for of the application's repository; {@code null} for what
     *     its branch has
     * @param again the explicit choice to release a version once more whose final tag is at another commit
     * @param back whether the target goes back to what {@code verified} names, and no tag is made
     * @param repeated whether a commit is made though all of it is there, so that the push starts it once more
     * @param message why and on whose behalf; the record of commits and tags is put below it
     * @param by who commits and tags
     */
    public record Request(
            String environment,
            String tier,
            String version,
            String branch,
            @CheckForNull ReleaseRecord verified,
            @CheckForNull String commit,
            boolean again,
            boolean back,
            boolean repeated,
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
        ReleaseRecord there = environments.record(head).orElse(null);
        TagPlan tags;
        try (RepositoryGroup group = RepositoryGroup.open(repositories, opener)) {
            tags = request.back()
                    ? back(group, repositories, request, environments, head)
                    : plan(group, repositories, request, there);
        }
        ReleaseRecord record = ReleaseRecord.of(tags);
        boolean development = request.tier().equals(VersionTags.DEVELOPMENT);
        String version = development ? ReleaseFile.WORK_IN_PROGRESS : request.version();
        String message = request.message().strip() + "\n\n" + record.lines();
        boolean again = request.repeated() || tags.isPushed() || !record.equals(there);
        String commit = environments.commitVersion(request.environment(), head, version, again, message, request.by());
        String branch = environments.layout().branch(request.environment());
        List<RefMove> moves = commit.equals(head) ? List.of() : List.of(RefMove.branch(branch, head, commit));
        return new ReleaseDraft(content.file().version(), version, tags, message, moves);
    }

    private static TagPlan back(
            RepositoryGroup group,
            List<String> repositories,
            Request request,
            EnvironmentRepository environments,
            String head) {
        ReleaseRecord known = request.verified();
        String version = request.version();
        // Where the version was released once more since, its tags were moved by choice.
        boolean newest = known != null
                && environments
                        .record(head, record -> record.version().equals(version))
                        .filter(known::equals)
                        .isPresent();
        return VersionTags.back(
                group,
                version,
                known == null ? Map.of() : known.commits(repositories),
                newest ? known.tags(repositories) : Map.of());
    }

    private static TagPlan plan(
            RepositoryGroup group, List<String> repositories, Request request, @CheckForNull ReleaseRecord there) {
        ReleaseRecord verified = request.verified();
        Map<String, String> commits = verified == null ? Map.of() : verified.commits(repositories);
        String commit = request.commit();
        return VersionTags.plan(
                group,
                new TagRequest(
                        request.version(),
                        request.tier(),
                        request.branch(),
                        commits,
                        commit == null ? Map.of() : Map.of(repositories.get(0), commit),
                        recorded(repositories, verified, there),
                        request.again()));
    }

    /**
     * The tags as they were upstream and, where the same is there already, such as before a deployment that failed, as
     * they were in the target.
     */
    private static Map<String, Map<String, String>> recorded(
            List<String> repositories, @CheckForNull ReleaseRecord verified, @CheckForNull ReleaseRecord there) {
        Map<String, Map<String, String>> recorded = new HashMap<>();
        if (there != null && (verified == null || there.version().equals(verified.version()))) {
            recorded.putAll(there.tags(repositories));
        }
        if (verified != null) {
            Map<String, String> commits = verified.commits(repositories);
            // Another commit of the version has, by choice, taken the final tag with it.
            recorded.entrySet().removeIf(one -> !one.getValue().containsValue(commits.getOrDefault(one.getKey(), "")));
            verified.tags(repositories).forEach((repository, tags) -> {
                Map<String, String> all = new HashMap<>(recorded.getOrDefault(repository, Map.of()));
                all.putAll(tags);
                recorded.put(repository, all);
            });
        }
        return recorded;
    }

    /**
     * Makes and pushes the tags that are missing; only their repositories are opened.
     *
     * @param tags as drafted, with the names by which they are opened
     * @param opener as in {@link #of}
     * @throws GitException when any of the repositories cannot be reached
     */
    public static PushResult makeTags(
            TagPlan tags, String message, Signature tagger, Function<String, LineRepository> opener) {
        List<String> pushed = tags.repositories().stream()
                .filter(TagPlan.Entry::isPushed)
                .map(TagPlan.Entry::repository)
                .toList();
        try (RepositoryGroup group = RepositoryGroup.open(pushed, opener)) {
            return VersionTags.make(group, tags, message, tagger);
        }
    }
}
