package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where Git is not as it was when a version was brought into an environment. Stateless. */
public final class ReleaseDrift {
    private ReleaseDrift() {}

    /**
     * Compares an environment's branch and its repositories' tags with what is known to be deployed.
     *
     * @param tier the environment's; in {@code development} the file goes on saying that work is in progress
     * @param version what is known to be deployed
     * @param applicationCommit the commit of the application's repository that is known to be deployed
     * @param opener opens the repositories that the environment's file names; called by several threads
     * @return one line a difference, for a person; none when all is as it was
     * @throws GitException when a repository or the environment's file cannot be read
     */
    public static List<String> of(
            EnvironmentRepository environments,
            String environment,
            String tier,
            String version,
            String applicationCommit,
            Function<String, LineRepository> opener) {
        String head = environments.head(environment);
        String branch = environments.layout().branch(environment);
        Content content = environments.read(environment, head);
        List<String> lines = new ArrayList<>();
        String said = content.file().version();
        boolean inProgress = tier.equals(VersionTags.DEVELOPMENT) && said.equals(ReleaseFile.WORK_IN_PROGRESS);
        if (!said.equals(version) && !inProgress) {
            lines.add(branch + " says version " + said + ", deployed is " + version);
        }
        ReleaseRecord record =
                environments.record(head, version, applicationCommit).orElse(null);
        if (record == null) {
            lines.add(branch + " has no commit that brings version " + version + " at "
                    + Ids.abbreviate(applicationCommit) + " there");
            return lines;
        }
        ReleaseRecord newest = environments.record(head).orElse(record);
        if (!newest.equals(record)) {
            lines.add(branch + " was told since to deploy version " + newest.version() + " at "
                    + Ids.abbreviate(newest.parts().get(0).commit()) + ", deployed is " + version + " at "
                    + Ids.abbreviate(applicationCommit));
        }
        Map<String, ReleaseRecord.Part> left = new LinkedHashMap<>();
        record.parts().forEach(part -> left.put(part.repository(), part));
        try (RepositoryGroup group = RepositoryGroup.open(content.settings().repositories(), opener)) {
            group.each((name, repository) -> repository.now().tags()).forEach((name, tags) -> {
                String shown = RepositoryAddress.parse(name).shown();
                ReleaseRecord.Part part = left.remove(shown);
                if (part == null) {
                    lines.add(branch + " names repository '" + shown + "', of which nothing is deployed");
                } else if (part.tag() != null && !part.commit().equals(tags.get(part.tag()))) {
                    lines.add(tag(part, tags));
                }
            });
        }
        left.keySet().forEach(shown -> lines.add(branch + " does not name repository '" + shown + "' any more"));
        return lines;
    }

    private static String tag(ReleaseRecord.Part part, Map<String, String> tags) {
        String now = tags.get(part.tag());
        return "tag " + part.tag() + " of repository '" + part.repository() + "' "
                + (now == null ? "is gone" : "is at " + Ids.abbreviate(now)) + ", deployed is "
                + Ids.abbreviate(part.commit());
    }
}
