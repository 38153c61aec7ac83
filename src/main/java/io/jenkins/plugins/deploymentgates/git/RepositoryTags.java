package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Action;
import io.jenkins.plugins.deploymentgates.git.TagPlan.Entry;
import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;

/** The rules for a version's tags in one repository, as its branches and tags are at one instant. Immutable. */
final class RepositoryTags {
    private static final String VERIFIED = "what was verified upstream";

    private final String repository;
    private final String shown;
    private final Refs refs;
    private final SortedMap<String, String> tags;
    private final SortedMap<String, String> heads;
    private final VersionName version;

    RepositoryTags(String repository, String shown, Refs refs, VersionName version) {
        this.repository = repository;
        this.shown = shown;
        this.refs = refs;
        this.tags = refs.tags();
        this.heads = refs.heads();
        this.version = version;
    }

    /**
     * @param recorded tag to the commit it had
     * @throws GitException when a tag of this version is not where it was
     */
    void checkRecorded(Map<String, String> recorded) {
        recorded.forEach((tag, commit) -> {
            String now = tags.get(tag);
            if (version.has(tag) && !commit.equals(now)) {
                throw refused("tag " + tag + " was at " + Ids.abbreviate(commit) + " when it was recorded, and "
                        + (now == null ? "is gone" : "somebody moved it to " + Ids.abbreviate(now))
                        + "; put it back with git push --force origin " + commit + ":refs/tags/" + tag
                        + ", or go on with the next version");
            }
        });
    }

    /**
     * What is deployed without a tag.
     *
     * @param verified as in {@link #candidate}
     * @throws GitException when there is no branch to take it from
     */
    Entry workInProgress(String branch, @CheckForNull String verified, @CheckForNull String asked) {
        Start start = start(branch, verified, asked);
        return new Entry(repository, shown, start.commit(), start.from(), null, Action.NONE, null);
    }

    private record Start(String commit, String from) {}

    private Start start(String configured, @CheckForNull String verified, @CheckForNull String asked) {
        if (verified != null) {
            return new Start(verified, VERIFIED);
        }
        String branch = startBranch(configured);
        String head = heads.get(branch);
        return asked == null || asked.equals(head)
                ? new Start(head, branchName(branch))
                : new Start(asked, "what was asked for");
    }

    private String startBranch(String configured) {
        if (heads.containsKey(version.branch())) {
            return version.branch();
        }
        if (heads.containsKey(configured)) {
            return configured;
        }
        throw refused(
                heads.isEmpty()
                        ? "it is empty: it has no branch yet; push a first commit to it"
                        : "it has no branch " + version.branch() + " and no branch " + configured + "; it has "
                                + GitErrors.names(heads.keySet()));
    }

    private static String branchName(String branch) {
        return "branch " + branch;
    }

    /**
     * The tag of what is tested.
     *
     * @param verified the commit that was verified upstream; {@code null} for the head of a branch
     * @param asked the commit this head had when it was asked for; {@code null} for what it has now
     * @param again whether a version may be tested that is final at another commit
     */
    Entry candidate(String branch, @CheckForNull String verified, @CheckForNull String asked, boolean again) {
        Start start = start(branch, verified, asked);
        String commit = start.commit();
        String from = start.from();
        String released = tags.get(version.finalTag());
        if (released != null && !released.equals(commit) && !again) {
            throw refused("version " + version.version() + " is final: " + version.finalTag() + " is at "
                    + Ids.abbreviate(released) + ", and " + from + " is at " + Ids.abbreviate(commit)
                    + "; go on with the next version, or release this one again with --same-version");
        }
        SortedMap<BigInteger, String> candidates = version.candidates(tags);
        BigInteger same = null;
        for (Map.Entry<BigInteger, String> candidate : candidates.entrySet()) {
            same = candidate.getValue().equals(commit) ? candidate.getKey() : same;
        }
        if (same != null) {
            return entry(commit, from, version.candidateTag(same), Action.REUSED);
        }
        BigInteger next =
                candidates.isEmpty() ? BigInteger.ONE : candidates.lastKey().add(BigInteger.ONE);
        String tag = version.candidateTag(next);
        checkClash(tag);
        return entry(commit, from, tag, Action.NEW);
    }

    /**
     * The highest release candidate, which has to be what was verified.
     *
     * @param wanted the commit that was verified upstream; {@code null} when none is known
     * @param released whether it gets the final tag
     * @param again whether a final tag may be moved
     */
    Entry verified(@CheckForNull String wanted, boolean released, boolean again) {
        SortedMap<BigInteger, String> candidates = version.candidates(tags);
        if (candidates.isEmpty()) {
            throw refused("there is no release candidate of version " + version.version() + "; "
                    + (tags.isEmpty() ? "it has no tags" : "its tags are " + GitErrors.names(tags.keySet()))
                    + "; deploy the version to an environment of the tier test first");
        }
        String candidate = version.candidateTag(candidates.lastKey());
        String commit = candidates.get(candidates.lastKey());
        if (wanted == null) {
            throw refused("it is not known which commit of it was verified upstream with version " + version.version()
                    + "; its highest release candidate is " + candidate + " at " + Ids.abbreviate(commit)
                    + "; verify that upstream first");
        }
        if (!commit.equals(wanted)) {
            throw refused("the highest release candidate is " + candidate + " at " + Ids.abbreviate(commit) + ", and "
                    + Ids.abbreviate(wanted) + " was verified upstream; verify " + candidate + " there first");
        }
        String from = "tag " + candidate;
        return released ? release(commit, from, again) : entry(commit, from, candidate, Action.REUSED);
    }

    /**
     * What was deployed before, with the tag it has.
     *
     * @param commit that was deployed; {@code null} when none is known
     */
    Entry before(@CheckForNull String commit) {
        if (commit == null) {
            throw refused("it is not known which commit of it was deployed with version " + version.version()
                    + "; deploy a version whose commits are known");
        }
        String from = "what was deployed before";
        if (commit.equals(tags.get(version.finalTag()))) {
            return entry(commit, from, version.finalTag(), Action.REUSED);
        }
        String tag = null;
        for (Map.Entry<BigInteger, String> candidate : version.candidates(tags).entrySet()) {
            tag = candidate.getValue().equals(commit) ? version.candidateTag(candidate.getKey()) : tag;
        }
        return tag == null
                ? new Entry(repository, shown, commit, from, null, Action.NONE, null)
                : entry(commit, from, tag, Action.REUSED);
    }

    private Entry release(String commit, String from, boolean again) {
        String tag = version.finalTag();
        String now = tags.get(tag);
        if (commit.equals(now)) {
            return entry(commit, from, tag, Action.REUSED);
        }
        checkClash(tag);
        if (now == null) {
            return entry(commit, from, tag, Action.NEW);
        }
        if (!again) {
            throw refused("tag " + tag + " is at " + Ids.abbreviate(now) + " already, and " + from + " is at "
                    + Ids.abbreviate(commit)
                    + "; go on with the next version, or release this one again with --same-version");
        }
        return new Entry(repository, shown, commit, from, tag, Action.MOVED, refs.id("refs/tags/" + tag));
    }

    private Entry entry(String commit, String from, String tag, Action action) {
        return new Entry(repository, shown, commit, from, tag, action, null);
    }

    /** Names that Git, a person or a file system would mix up with the tag. */
    private void checkClash(String tag) {
        if (heads.containsKey(tag)) {
            throw refused("there is a branch " + tag + ", so a tag of that name would be ambiguous; rename the branch");
        }
        for (String other : tags.keySet()) {
            if (other.equalsIgnoreCase(tag) && !other.equals(tag)) {
                throw refused("there is a tag " + other + ", which only differs from " + tag
                        + " in upper and lower case, so some file systems cannot hold both; remove it");
            }
            if (other.startsWith(tag + "/")) {
                throw refused("there is a tag " + other + ", so there can be no tag " + tag + "; remove it");
            }
            if (tag.startsWith(other + "/")) {
                throw refused(
                        "there is a tag " + other + ", so there can be no tag " + tag + "; choose another version");
            }
        }
        VersionName outer = version.asCandidate();
        if (outer != null && tag.equals(version.finalTag())) {
            for (String other : tags.keySet()) {
                if (outer.has(other) && !other.equals(tag)) {
                    throw refused("tag " + tag + " would be a release candidate of version " + outer.version()
                            + ", of which there is " + other + "; choose another version");
                }
            }
        }
    }

    private GitException refused(String reason) {
        return new GitException("repository '" + shown + "': " + reason);
    }
}
