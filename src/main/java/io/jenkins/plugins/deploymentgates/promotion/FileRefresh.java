package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * Which deployments ought to be deployed again although nobody changed their files. Immutable.
 *
 * @param moved versions that stand for another commit than when they were deployed
 * @param results what became of asking for the deployments again; none when it was only explained
 */
public record FileRefresh(String application, List<Moved> moved, List<PromotionResult> results) {
    public FileRefresh {
        moved = List.copyOf(moved);
        results = List.copyOf(results);
    }

    /**
     * A version that moved: a branch, or a tag that somebody moved.
     *
     * @param component name of the module, or {@code core}
     * @param from full id of the commit that was deployed
     * @param to what it stands for now
     * @param again whether it is deployed again here; else it comes by a promotion, once that was verified upstream
     */
    public record Moved(
            String environment,
            String deployment,
            String component,
            String version,
            @CheckForNull String source,
            String from,
            String to,
            boolean again) {}
}
