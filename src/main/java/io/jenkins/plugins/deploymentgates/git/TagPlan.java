package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commit of each repository that a version stands for in an environment, and the tags that say so. Immutable.
 *
 * @param repositories in the order they were asked for
 */
public record TagPlan(String version, List<Entry> repositories) {
    public TagPlan {
        repositories = List.copyOf(repositories);
    }

    /** What becomes of a repository's tag. */
    public enum Action {
        /** There is none: the version is work in progress, or is taken as it was verified. */
        NONE,
        /** It is there, at the right commit. */
        REUSED,
        /** It is made. */
        NEW,
        /** It is moved from another commit, which somebody chose explicitly. */
        MOVED
    }

    /**
     * One repository.
     *
     * @param repository as it was asked for
     * @param shown the repository without secrets
     * @param commit what is deployed
     * @param from the branch or tag the commit was found at
     * @param tag the tag's name; {@code null} for none
     * @param replaced the id the tag has now, when it is moved, not peeled; else {@code null}
     */
    public record Entry(
            String repository,
            String shown,
            String commit,
            String from,
            @CheckForNull String tag,
            Action action,
            @CheckForNull String replaced) {

        /** One line for a person. */
        public String explain() {
            String what =
                    switch (action) {
                        case NONE -> "no tag";
                        case REUSED -> "tag " + tag + " is there";
                        case NEW -> "tag " + tag + " is made";
                        case MOVED -> "tag " + tag + " is moved here";
                    };
            return shown + ": " + Ids.abbreviate(commit) + " of " + from + ", " + what;
        }

        /** Whether something has to be pushed. */
        public boolean isPushed() {
            return action == Action.NEW || action == Action.MOVED;
        }
    }

    /** Repository to commit, to be kept with the deployment and given as verified to a later one. */
    public Map<String, String> commits() {
        Map<String, String> commits = new TreeMap<>();
        repositories.forEach(entry -> commits.put(entry.repository(), entry.commit()));
        return commits;
    }

    /** Repository to tag to commit, to be kept and given as recorded to a later plan. */
    public Map<String, Map<String, String>> tags() {
        Map<String, Map<String, String>> tags = new TreeMap<>();
        for (Entry entry : repositories) {
            if (entry.tag() != null) {
                tags.put(entry.repository(), Map.of(entry.tag(), entry.commit()));
            }
        }
        return tags;
    }

    /** Whether anything has to be pushed. */
    public boolean isPushed() {
        return repositories.stream().anyMatch(Entry::isPushed);
    }

    Entry entry(String repository) {
        return repositories.stream()
                .filter(entry -> entry.repository().equals(repository))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no plan for " + repository));
    }
}
