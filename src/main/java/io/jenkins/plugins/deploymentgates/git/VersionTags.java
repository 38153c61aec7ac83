package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which tags a version has in the repositories it is made of (design, section 6): none while it is work in progress, the
 * next {@code vVERSION-rc.N} where it is tested, {@code vVERSION} in production. Stateless.
 *
 * <p>Tags are annotated: they tell who made them, when and for what, {@code git describe} finds them, and their id, which
 * is written down before the push, belongs to one push alone.
 */
public final class VersionTags {
    /** The tier of what is not released yet. */
    public static final String DEVELOPMENT = "development";

    private static final String TEST = "test";
    private static final String PRODUCTION = "production";
    private static final PushResult DONE = new PushResult(Outcome.DONE, "tags are made");

    private VersionTags() {}

    /**
     * Decides; changes nothing.
     *
     * @throws InvalidInputException when the version cannot have tags
     * @throws GitException when the rules do not allow it in any of the repositories, with all reasons
     */
    public static TagPlan plan(RepositoryGroup repositories, TagRequest request) {
        boolean development = request.tier().equals(DEVELOPMENT);
        if (!development && request.version().equals(ReleaseFile.WORK_IN_PROGRESS)) {
            throw new InvalidInputException("version " + ReleaseFile.WORK_IN_PROGRESS + " is for the tier "
                    + DEVELOPMENT + " only, and this is the tier " + request.tier()
                    + "; give the version that is to be released, such as 1.4.2");
        }
        VersionName version = VersionName.of(request.version());
        Map<String, Entry> entries = repositories.each((name, repository) -> {
            RepositoryTags tags = new RepositoryTags(name, repository.address(), repository.now(), version);
            tags.checkRecorded(request.recorded().getOrDefault(name, Map.of()));
            if (development) {
                return tags.workInProgress(
                        request.branch(),
                        request.verified().get(name),
                        request.asked().get(name));
            }
            String verified = request.verified().get(name);
            return request.tier().equals(TEST)
                    ? tags.candidate(request.branch(), verified, request.asked().get(name), request.again())
                    : tags.verified(verified, request.tier().equals(PRODUCTION), request.again());
        });
        return new TagPlan(request.version(), new ArrayList<>(entries.values()));
    }

    /**
     * The same for going back to what was deployed before: no tag is made, and none may have been moved.
     *
     * @param deployed repository to the commit that was deployed
     * @param recorded as in {@link TagRequest}
     * @throws GitException when any commit is not known, or a tag is not where it was
     */
    public static TagPlan back(
            RepositoryGroup repositories,
            String version,
            Map<String, String> deployed,
            Map<String, Map<String, String>> recorded) {
        VersionName name = VersionName.of(version);
        Map<String, Entry> entries = repositories.each((repository, opened) -> {
            RepositoryTags tags = new RepositoryTags(repository, opened.address(), opened.now(), name);
            tags.checkRecorded(recorded.getOrDefault(repository, Map.of()));
            return tags.before(deployed.get(repository));
        });
        return new TagPlan(version, new ArrayList<>(entries.values()));
    }

    /**
     * Makes the tags' objects, without pushing them.
     *
     * @param message for the tags, such as why and on whose behalf
     * @return repository to what is to be pushed there; repositories in which nothing is to be done are left out
     */
    public static Map<String, RefMove> draft(
            RepositoryGroup repositories, TagPlan plan, String message, Signature tagger) {
        Map<String, RefMove> moves = new LinkedHashMap<>();
        repositories
                .each((name, repository) -> draft(repository, plan.entry(name), message, tagger))
                .forEach((name, made) -> made.forEach(move -> moves.put(name, move)));
        return moves;
    }

    private static List<RefMove> draft(LineRepository repository, Entry entry, String message, Signature tagger) {
        String tag = entry.tag();
        if (tag == null || !entry.isPushed()) {
            return List.of();
        }
        String object = repository.makeTag(tag, entry.commit(), message, tagger);
        return List.of(new RefMove("refs/tags/" + tag, entry.replaced(), object));
    }

    /**
     * Pushes. Each repository gets its tag only if it is as it was planned with; one that is at the planned commit by now,
     * such as by an earlier attempt, is fine. What was pushed to some stays when others fail: it is found there by the
     * next plan.
     *
     * @param moves as drafted
     * @return how it ended: done in all, or what any of them said; a refusal counts more than being overtaken
     * @throws GitException when any of the repositories cannot be reached
     */
    public static PushResult push(RepositoryGroup repositories, TagPlan plan, Map<String, RefMove> moves) {
        List<PushResult> failed = new ArrayList<>();
        repositories
                .each((name, repository) -> push(repository, plan.entry(name), moves.get(name)))
                .forEach((name, result) -> {
                    if (!result.done()) {
                        failed.add(result);
                    }
                });
        if (failed.isEmpty()) {
            return DONE;
        }
        boolean refused = failed.stream().anyMatch(result -> result.outcome() == Outcome.REJECTED);
        return new PushResult(
                refused ? Outcome.REJECTED : Outcome.OVERTAKEN,
                failed.stream().map(PushResult::detail).collect(Collectors.joining("\n")));
    }

    private static PushResult push(LineRepository repository, Entry entry, @CheckForNull RefMove move) {
        if (move == null) {
            return DONE;
        }
        PushResult result = repository.push(List.of(move));
        boolean there =
                result.done() || entry.commit().equals(repository.now().tags().get(entry.tag()));
        return there ? DONE : result;
    }

    /** {@link #draft} and {@link #push} in one. */
    public static PushResult make(RepositoryGroup repositories, TagPlan plan, String message, Signature tagger) {
        return push(repositories, plan, draft(repositories, plan, message, tagger));
    }
}
