package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which branch a commit comes from that enters the start of a pipeline. Immutable. */
final class SourceBranches {
    private final Configuration configuration;

    SourceBranches(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The branch whose head enters the start of the pipeline now: that of the hotfix under way, else the configured one. */
    static String current(LedgerView view, Application application) {
        return view.activeHotfix(application.name())
                .map(Hotfix::branch)
                .orElseGet(() -> application.requiredGit().sourceBranch());
    }

    /** The line of a plan, as the other method has it. */
    @CheckForNull
    Line of(Plan plan, @CheckForNull String asked) {
        return of(plan.application(), plan.sources(), plan.line(), asked);
    }

    /**
     * The line with the name of that branch: the one that was asked for while it has the commit, else the source branch
     * when it has it, else the first other one that does and is no environment's. The ledger does not keep what was asked
     * for, and a branch can be gone by the time a promotion goes on.
     *
     * @param sources the environments upstream; what comes from one keeps its name
     * @param asked as somebody named it; {@code null} for the source branch
     */
    @CheckForNull
    Line of(Application application, List<String> sources, @CheckForNull Line line, @CheckForNull String asked) {
        if (line == null || !sources.isEmpty()) {
            return line;
        }
        if (asked != null && line.branches().contains(asked)) {
            return line.from(asked);
        }
        if (line.branches().contains(line.sourceRef())) {
            return line;
        }
        Set<String> environments = application.pipeline().keySet().stream()
                .map(name -> configuration.environment(name).branch())
                .collect(Collectors.toSet());
        return line.branches().stream()
                .filter(branch -> !environments.contains(branch))
                .findFirst()
                .map(line::from)
                .orElse(line);
    }
}
