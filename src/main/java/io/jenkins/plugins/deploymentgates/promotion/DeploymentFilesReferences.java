package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the versions of deployment files stand for. Stateless. */
final class DeploymentFilesReferences {
    private DeploymentFilesReferences() {}

    /** Which commits the versions stand for now; nothing where that is not wanted. */
    static Map<String, String> resolved(Application application, DeploymentFile file, Repositories repositories) {
        Map<String, String> commits = new LinkedHashMap<>();
        if (DeploymentFilesMechanic.settings(application).resolve()) {
            Map<String, Map<String, DeploymentReferences.Reference>> found =
                    repositories.references().resolve(List.of(file));
            found.getOrDefault(file.name(), Map.of())
                    .forEach((component, reference) -> commits.put(component, reference.commit()));
        }
        return commits;
    }

    /** That each version still stands for the commit that was verified. */
    static void check(Application application, Release release, DeploymentFile wanted, Repositories repositories) {
        List<String> moved = moved(application, release, wanted, repositories);
        if (!moved.isEmpty()) {
            throw new RefusedException(application.name() + " " + release.version()
                    + " is not what it was when it was recorded: " + String.join("; ", moved)
                    + "; deploy and verify it again upstream, or give it a version that does not move");
        }
    }

    /** Versions of the release that stand for another commit than when it was recorded, a line each. */
    static List<String> moved(
            Application application, Release release, DeploymentFile file, Repositories repositories) {
        Map<String, String> recorded = Combination.of(file, release).commits();
        List<String> moved = new ArrayList<>();
        if (recorded.isEmpty() || !DeploymentFilesMechanic.settings(application).resolve()) {
            return moved;
        }
        Map<String, String> now = resolved(application, file, repositories);
        recorded.forEach((name, commit) -> {
            if (!commit.equals(now.get(name))) {
                moved.add(name + " " + file.components().get(name).version() + " stood for " + abbreviate(commit)
                        + " and stands for " + abbreviate(now.getOrDefault(name, "nothing")) + " now");
            }
        });
        return moved;
    }

    private static String abbreviate(String commit) {
        return commit.substring(0, Math.min(10, commit.length()));
    }
}
