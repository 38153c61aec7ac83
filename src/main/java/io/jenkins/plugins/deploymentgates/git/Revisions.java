package io.jenkins.plugins.deploymentgates.git;

import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What users of Git write for a commit, as gitrevisions(7) has it: a branch, a tag, an id or {@code HEAD}, and steps back
 * from there such as {@code ~2} and {@code ^}. Not thread-safe.
 */
final class Revisions {
    private static final String REMOTE = "origin/";
    private static final Pattern STEPS =
            Pattern.compile("(?<name>[^~^]+)(?<steps>(?:~\\d*|\\^\\d*|\\^\\{(?:commit)?\\})*)");
    private static final Pattern STEP = Pattern.compile("(?<kind>[~^])(?<count>\\d*)(?<peel>\\{(?:commit)?\\})?");

    private final RepositoryAddress address;
    private final Workspace workspace;
    private final FetchedCommits commits;

    Revisions(RepositoryAddress address, Workspace workspace, FetchedCommits commits) {
        this.address = address;
        this.workspace = workspace;
        this.commits = commits;
    }

    /** See {@link LineRepository#revision}. */
    String commit(String text) {
        Optional<String> whole = named(text);
        if (whole.isPresent()) {
            return whole.get();
        }
        Matcher parts = STEPS.matcher(text);
        String commit = parts.matches() ? named(parts.group("name")).orElse(null) : null;
        if (commit == null) {
            throw GitErrors.noCommitish(
                    address, text, commits.read(workspace::refs).heads());
        }
        Matcher step = STEP.matcher(parts.group("steps"));
        while (step.find()) {
            if (step.group("peel") == null) {
                commit = step(text, text.substring(0, parts.start("steps") + step.start()), commit, step);
            }
        }
        return commit;
    }

    /** See {@link LineRepository#branch}. */
    Optional<String> branch(String text) {
        Refs refs = commits.read(workspace::refs);
        SortedMap<String, String> heads = refs.heads();
        if (heads.containsKey(text)) {
            return Optional.of(text);
        }
        if (isHead(text)) {
            return Optional.ofNullable(refs.defaultBranch());
        }
        return Optional.of(withoutPrefix(text)).filter(heads::containsKey);
    }

    private Optional<String> named(String name) {
        Optional<String> found = commits.find(name);
        if (found.isPresent()) {
            return found;
        }
        Refs refs = commits.read(workspace::refs);
        if (isHead(name)) {
            return Optional.of(Optional.ofNullable(refs.id(Constants.HEAD))
                    .orElseThrow(() -> GitErrors.noHead(address, refs.heads())));
        }
        String tag = name.replaceFirst("^(?:refs/)?tags/", "");
        return tag.equals(name)
                ? Optional.ofNullable(refs.heads().get(withoutPrefix(name)))
                : Optional.ofNullable(refs.tags().get(tag));
    }

    private static boolean isHead(String text) {
        return text.equals(Constants.HEAD) || text.equals("@");
    }

    /** A branch as Git calls it elsewhere; for a clone of this repository its branches are those of {@code origin}. */
    private static String withoutPrefix(String text) {
        String name = text.replaceFirst("^(?:refs/)?(?:heads|remotes)/", "");
        return name.startsWith(REMOTE) ? name.substring(REMOTE.length()) : name;
    }

    private String step(String text, String before, String commit, Matcher step) {
        String digits = step.group("count");
        long count = digits.isEmpty() ? 1 : digits.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(digits);
        boolean back = step.group("kind").equals("~");
        ObjectId id = commits.commit(commit);
        return commits.read(() -> {
            try (RevWalk walk = new RevWalk(workspace.objects())) {
                RevCommit at = walk.parseCommit(id);
                for (long done = 0; back && done < count; done++) {
                    if (at.getParentCount() == 0) {
                        throw GitErrors.noParent(address, text, before, done);
                    }
                    at = walk.parseCommit(at.getParent(0));
                }
                if (!back && count > at.getParentCount()) {
                    throw GitErrors.noSuchParent(address, text, before, at.getParentCount());
                }
                return back || count == 0
                        ? at.name()
                        : at.getParent((int) count - 1).name();
            }
        });
    }
}
