package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Application;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What applications are shown with: the folder that is configured, else that of the jobs whose builds did something for them. Stateless.
 */
final class ApplicationFolders {
    private ApplicationFolders() {}

    /**
     * The folder of an application, as names with {@code /} between them; empty for none.
     *
     * @param jobs the full names of jobs by application, as the ledger has them
     */
    static String of(Application application, Map<String, Set<String>> jobs) {
        return application.folder().isEmpty()
                ? ofJobs(application.name(), jobs.getOrDefault(application.name(), Set.of()))
                : application.folder();
    }

    /**
     * What stands before the name of the application where a job, or a folder or multibranch project around it, is called like it;
     * jobs of other names, such as one that promotes everything, count only when there is no such. What several have in common.
     */
    private static String ofJobs(String application, Set<String> jobs) {
        List<List<String>> named = new ArrayList<>();
        List<List<String>> others = new ArrayList<>();
        for (String job : jobs) {
            List<String> path = List.of(job.split("/"));
            int at = path.indexOf(application);
            (at < 0 ? others : named).add(path.subList(0, at < 0 ? path.size() - 1 : at));
        }
        return (named.isEmpty() ? others : named)
                .stream()
                        .reduce(ApplicationFolders::common)
                        .map(path -> String.join("/", path))
                        .orElse("");
    }

    private static List<String> common(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return one.subList(0, same);
    }
}
