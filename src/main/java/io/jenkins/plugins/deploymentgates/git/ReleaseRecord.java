package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which commits a version stood for when it was brought into an environment, as the message of the commit on the
 * environment's branch tells: lines {@code Version: VERSION} and {@code Deploys: COMMIT TAG REPOSITORY}, {@code -} for no
 * tag. So Git alone tells what was deployed, also when a tag is gone. Immutable.
 *
 * @param parts the application's repository first; at least that
 */
public record ReleaseRecord(String version, List<Part> parts) {
    private static final Pattern VERSION = Pattern.compile("(?m)^Version: (?<version>\\S+)$");
    private static final Pattern PART =
            Pattern.compile("(?m)^Deploys: (?<commit>[0-9a-f]{40}) (?<tag>\\S+) (?<repository>.+)$");
    private static final String NO_TAG = "-";

    public ReleaseRecord {
        parts = List.copyOf(parts);
    }

    /**
     * One repository.
     *
     * @param repository without secrets
     * @param tag {@code null} for none
     */
    public record Part(String repository, String commit, @CheckForNull String tag) {

        /** For a person. */
        public String explain() {
            return Ids.abbreviate(commit) + " of " + repository + (tag == null ? "" : ", tag " + tag);
        }
    }

    /** What a plan brings into an environment. */
    public static ReleaseRecord of(TagPlan plan) {
        return new ReleaseRecord(
                plan.version(),
                plan.repositories().stream()
                        .map(entry -> new Part(entry.shown(), entry.commit(), entry.tag()))
                        .toList());
    }

    /** What a commit's message tells; empty when it tells nothing of this. */
    public static Optional<ReleaseRecord> of(String message) {
        Matcher version = VERSION.matcher(message);
        List<Part> parts = new ArrayList<>();
        Matcher part = PART.matcher(message);
        while (part.find()) {
            String tag = part.group("tag");
            parts.add(new Part(part.group("repository"), part.group("commit"), tag.equals(NO_TAG) ? null : tag));
        }
        return version.find() && !parts.isEmpty()
                ? Optional.of(new ReleaseRecord(version.group("version"), parts))
                : Optional.empty();
    }

    /** The lines for a message. */
    String lines() {
        return "Version: " + version + "\n"
                + parts.stream()
                        .map(part -> "Deploys: " + part.commit() + " " + (part.tag() == null ? NO_TAG : part.tag())
                                + " " + part.repository() + "\n")
                        .collect(Collectors.joining());
    }

    /**
     * Repository to commit.
     *
     * @param repositories as they are asked for; those that had no part are left out
     */
    public Map<String, String> commits(List<String> repositories) {
        Map<String, String> commits = new LinkedHashMap<>();
        for (String repository : repositories) {
            String shown = RepositoryAddress.parse(repository).shown();
            parts.stream()
                    .filter(part -> part.repository().equals(shown))
                    .forEach(part -> commits.put(repository, part.commit()));
        }
        return commits;
    }

    /** Repository to tag to commit, as {@link TagRequest#recorded} has it. */
    public Map<String, Map<String, String>> tags(List<String> repositories) {
        Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        commits(repositories).forEach((repository, commit) -> {
            String shown = RepositoryAddress.parse(repository).shown();
            parts.stream()
                    .filter(part -> part.repository().equals(shown) && part.tag() != null)
                    .forEach(part -> tags.put(repository, Map.of(part.tag(), commit)));
        });
        return tags;
    }
}
