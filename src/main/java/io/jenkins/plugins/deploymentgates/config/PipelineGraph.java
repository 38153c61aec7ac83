package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the pipeline of an application as text: one level below the other, environments of one level could be promoted
 * into side by side. Stateless and thread-safe.
 */
public final class PipelineGraph {
    private PipelineGraph() {}

    /** The graph, several lines, each ended by {@code \n}. */
    public static String print(Configuration configuration, Application application) {
        StringBuilder text = new StringBuilder(application.name());
        if (!application.description().isEmpty()) {
            text.append(": ").append(application.description().replace('\n', ' '));
        }
        text.append('\n');
        GitSettings git = application.git();
        text.append("  ")
                .append(
                        git == null
                                ? "no Git repository"
                                : Layout.word(git.mechanic()) + " in " + Logins.hidden(git.repository()))
                .append('\n');
        if (!application.artifacts().isEmpty()) {
            text.append("  ")
                    .append("artifacts ")
                    .append(String.join(
                            ", ",
                            application.artifacts().stream()
                                    .map(Object::toString)
                                    .toList()))
                    .append(", combination ")
                    .append(Layout.word(application.combination()))
                    .append('\n');
        }
        for (Pipeline pipeline : application.pipelines().values()) {
            text.append('\n');
            if (configuration.pipelines().containsKey(pipeline.name())) {
                text.append("  pipeline ").append(pipeline.name());
                if (!pipeline.description().isEmpty()) {
                    text.append(": ").append(pipeline.description().replace('\n', ' '));
                }
                text.append('\n');
            }
            levels(configuration, application, pipeline, text);
        }
        return text.toString();
    }

    private static void levels(
            Configuration configuration, Application application, Pipeline pipeline, StringBuilder text) {
        GitSettings git = application.git();
        String source = git == null ? "a build" : git.sourceBranch();
        Map<Integer, List<Stage>> levels = new TreeMap<>();
        Map<String, Integer> level = new HashMap<>();
        pipeline.stages().forEach((name, stage) -> {
            int depth = stage.after().stream().mapToInt(level::get).max().orElse(0) + 1;
            level.put(name, depth);
            levels.computeIfAbsent(depth, none -> new ArrayList<>()).add(stage);
        });
        List<Environment> environments = pipeline.stages().keySet().stream()
                .map(configuration::environment)
                .toList();
        int names = width(environments.stream().map(Environment::name).toList());
        int tiers = width(environments.stream().map(Environment::tier).toList());
        int places = width(environments.stream().map(one -> place(git, one)).toList());
        levels.forEach((depth, stages) -> {
            if (depth > 1) {
                text.append("     ↓\n");
            }
            String number = String.valueOf(depth);
            for (Stage stage : stages) {
                Environment environment = configuration.environment(stage.environment());
                List<String> checks = application.requiredChecks(pipeline.name(), stage.environment());
                String line = pad(number, 3) + "  " + pad(environment.name(), names) + "  "
                        + pad(environment.tier(), tiers) + "  "
                        + (git == null ? "" : pad(place(git, environment), places) + "  ")
                        + (stage.after().isEmpty() ? "from " + source : "after " + String.join(" + ", stage.after()))
                        + (checks.isEmpty() ? "" : "  checks " + String.join(", ", checks));
                text.append(line.stripTrailing()).append('\n');
                environment.gates().forEach(gate -> text.append("       gate ")
                        .append(describe(gate))
                        .append('\n'));
                number = "";
            }
        });
    }

    /** What of Git is the environment's. */
    private static String place(@CheckForNull GitSettings git, Environment environment) {
        String name = environment.name();
        if (git != null && git.releaseFile() != null) {
            return "branch " + git.releaseFile().branch(name);
        }
        if (git != null && git.deploymentFiles() != null) {
            return "deployment " + git.deploymentFiles().nameOf(name);
        }
        FolderSettings.Target target = git == null || git.folders() == null
                ? null
                : git.folders().targets().get(name);
        if (target == null) {
            return "branch " + environment.branch();
        }
        return target.zip() == null
                ? "branch " + target.branch() + " of " + Logins.hidden(target.repository())
                : "zip files in " + target.zip();
    }

    /** A gate in one line, such as {@code approvals: 2 of release-managers}. */
    public static String describe(GateSettings gate) {
        return gate.name() + ": " + settings(gate);
    }

    private static String settings(GateSettings gate) {
        if (gate instanceof GateSettings.Soak soak) {
            return "verified upstream for " + Durations.print(soak.duration());
        }
        if (gate instanceof GateSettings.VerifiedWithin within) {
            return "verified within the last " + Durations.print(within.duration());
        }
        if (gate instanceof GateSettings.Verifications verifications) {
            return String.join(", ", verifications.checks());
        }
        if (gate instanceof GateSettings.Approvals approvals) {
            return approvals.count() + " of "
                    + (approvals.from().isEmpty() ? "anyone" : String.join(", ", approvals.from()))
                    + (approvals.excludeTrigger() ? ", not by who asked" : "");
        }
        if (gate instanceof GateSettings.Freeze freeze) {
            return period(freeze.period())
                    + (freeze.reason().isEmpty() ? "" : " (" + freeze.reason().replace('\n', ' ') + ")");
        }
        if (gate instanceof GateSettings.Window window) {
            return period(window.period());
        }
        if (gate instanceof GateSettings.Branches branches) {
            return String.join(", ", branches.allow());
        }
        if (gate instanceof GateSettings.Ticket ticket) {
            return "each commit names " + (ticket.pattern() == null ? "a ticket" : ticket.pattern())
                    + (ticket.status().isEmpty() ? "" : " that is " + String.join(" or ", ticket.status()));
        }
        if (gate instanceof GateSettings.Http http) {
            return "asks " + Logins.hidden(http.url());
        }
        return available((GateSettings.ArtifactsAvailable) gate);
    }

    private static String available(GateSettings.ArtifactsAvailable gate) {
        if (gate.registry() == null) {
            return "at " + Logins.hidden(gate.maven() == null ? gate.url() : gate.maven());
        }
        return "at " + Logins.hidden(gate.registry())
                + (gate.images().isEmpty() ? "" : ", and the images in " + String.join(", ", gate.images()));
    }

    private static String period(Period period) {
        if (period instanceof Period.Recurring recurring) {
            return "from '" + recurring.start() + "' to '" + recurring.end() + "' " + recurring.timezone();
        }
        Period.Fixed fixed = (Period.Fixed) period;
        return "from " + fixed.start() + (fixed.end() == null ? " on" : " to " + fixed.end());
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
