package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names of what happens, as {@link io.jenkins.plugins.deploymentgates.model.Event#type()} gives them, and the words
 * for several of them: {@code deployment.*} stands for all that happen to deployments. Stateless.
 */
public final class EventTypes {
    private static final List<String> ALL = all();

    private static final List<String> WORDS = Stream.concat(
                    ALL.stream(),
                    ALL.stream()
                            .map(type -> type.substring(0, type.indexOf('.')) + ".*")
                            .distinct())
            .sorted()
            .toList();

    private EventTypes() {}

    /** Every type there is, sorted. */
    public static List<String> types() {
        return List.copyOf(ALL);
    }

    /** What may be written for events: every type, and for each subject all of its types together; sorted. */
    public static List<String> words() {
        return List.copyOf(WORDS);
    }

    /** Whether a word stands for the type. */
    public static boolean matches(String word, String type) {
        return word.endsWith(".*") ? type.startsWith(word.substring(0, word.length() - 1)) : type.equals(word);
    }

    private static List<String> all() {
        TreeSet<String> types = new TreeSet<>(List.of(
                "approval.given",
                "approval.refused",
                "artifact.recorded",
                "build.deleted",
                "configuration.used",
                "environment.aligned",
                "environment.drifted",
                "evidence.voided",
                "flow.created",
                "hold.placed",
                "hold.released",
                "job.deleted",
                "job.moved",
                "line.left",
                "line.rejoined",
                "promotion.overridden",
                "pullrequest.closed",
                "pullrequest.merged",
                "pullrequest.opened",
                "push.intended",
                "release.recorded",
                "verification.failed",
                "verification.passed"));
        add(types, "deployment", DeploymentStatus.class);
        add(types, "failure", FailureAnswer.Action.class);
        add(types, "promotion", PromotionStatus.class);
        add(types, "push", PushIntent.Outcome.class);
        add(types, "hotfix", Hotfix.Status.class);
        add(types, "build", BuildLink.Role.class);
        return List.copyOf(types);
    }

    private static void add(TreeSet<String> types, String subject, Class<? extends Enum<?>> statuses) {
        for (Enum<?> status : statuses.getEnumConstants()) {
            types.add(subject + "." + status.name().toLowerCase(Locale.ROOT));
        }
    }
}
