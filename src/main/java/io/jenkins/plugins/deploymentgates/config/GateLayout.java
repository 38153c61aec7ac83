package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.PEOPLE;
import static io.jenkins.plugins.deploymentgates.config.Shapes.PROSE;
import static io.jenkins.plugins.deploymentgates.config.Shapes.blankable;
import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.key;
import static io.jenkins.plugins.deploymentgates.config.Shapes.list;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;
import static io.jenkins.plugins.deploymentgates.config.Shapes.someOf;

import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.config.Shape.Tagged;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import io.jenkins.plugins.deploymentgates.config.Shape.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of the gates that can be configured. */
final class GateLayout {
    private static final List<Key> PERIOD = List.of(
            required("start", new Text(Formats.MOMENT), "when it begins: a cron expression, or a date and time"),
            key(
                    "end",
                    new Text(Formats.MOMENT),
                    null,
                    "When it ends, written like start; without it a fixed period stays open."),
            key("timezone", new Text(Formats.ZONE), "UTC", "The time zone of cron expressions and local times."));

    static final Tagged GATE = new Tagged(
            "gate",
            List.of(
                    key(
                            "soak",
                            fields(required(
                                    "for", new Text(Formats.DURATION), "how long without interruption, such as 2h")),
                            null,
                            "Upstream must have been verified without interruption for this long."),
                    key(
                            "verifiedWithin",
                            new Fields(
                                    List.of(
                                            key("days", new Whole(1, Durations.MAX_DAYS), null, "The age in days."),
                                            key("for", new Text(Formats.DURATION), null, "The age, such as 36h.")),
                                    false,
                                    List.of("days", "for"),
                                    null),
                            null,
                            "Evidence older than this does not count."),
                    key(
                            "verifications",
                            new Fields(
                                    List.of(required(
                                            "checks",
                                            someOf(new Text(TextFormat.name("check")), "[load-test]"),
                                            "the names of the checks, such as [load-test]")),
                                    false,
                                    List.of(),
                                    "checks"),
                            null,
                            "Further checks that must have passed upstream."),
                    key(
                            "approvals",
                            blankable(
                                    key("count", new Whole(1, 100), 1, "How many different people must agree."),
                                    key(
                                            "from",
                                            PEOPLE,
                                            List.of(),
                                            "Users or groups whose votes count; anyone without it."),
                                    key(
                                            "excludeTrigger",
                                            new Flag(),
                                            true,
                                            "Whether the vote of who asked for the promotion is ignored.")),
                            null,
                            "People who must agree."),
                    key(
                            "freeze",
                            new Fields(
                                    with(PERIOD, key("reason", PROSE, "", "Why, for those who wait.")),
                                    false,
                                    List.of(),
                                    null),
                            null,
                            "Closed during the period; beats every window."),
                    key(
                            "window",
                            new Fields(PERIOD, false, List.of(), null),
                            null,
                            "Open only during this period or another window of the same environment."),
                    key(
                            "branches",
                            fields(required(
                                    "allow",
                                    someOf(new Text(TextFormat.line("a pattern of branches")), "[main, \"hotfix/*\"]"),
                                    "patterns of branches; * does not match /, ** does")),
                            null,
                            "The commit must be on a branch that is allowed."),
                    key(
                            "ticket",
                            blankable(
                                    key(
                                            "pattern",
                                            new Text(Formats.REGULAR_EXPRESSION),
                                            null,
                                            "A regular expression for a ticket's key; the application's without it."),
                                    key(
                                            "status",
                                            list(new Text(TextFormat.line("a status")), "[Done]"),
                                            List.of(),
                                            "One of these every ticket must have in the application's Jira.")),
                            null,
                            "Every incoming commit must name a ticket."),
                    key(
                            "artifactsAvailable",
                            new Fields(
                                    List.of(
                                            key("registry", new Text(Formats.BASE_URL), null, "An OCI registry."),
                                            key(
                                                    "repository",
                                                    new Text(Formats.PLACE),
                                                    "{group}/{name}",
                                                    "The repository in the registry."),
                                            key(
                                                    "tag",
                                                    new Text(Formats.PLACE),
                                                    "{version}",
                                                    "The tag in the registry."),
                                            key("maven", new Text(Formats.BASE_URL), null, "A Maven repository."),
                                            key(
                                                    "extension",
                                                    new Text(TextFormat.name("extension")),
                                                    "jar",
                                                    "The file's extension in the Maven repository."),
                                            key(
                                                    "classifier",
                                                    new Text(TextFormat.name("classifier")),
                                                    null,
                                                    "The file's classifier in the Maven repository."),
                                            key(
                                                    "url",
                                                    new Text(Formats.PLACE_URL),
                                                    null,
                                                    "The file's URL; {sourceUrl} is the artifact's own."),
                                            key(
                                                    "credentials",
                                                    new Text(TextFormat.line("the id of credentials")),
                                                    null,
                                                    "The id of a user name with a password."),
                                            key(
                                                    "images",
                                                    someOf(new Text(Formats.PATH_PATTERN), "[\"apps/**/*.yaml\"]"),
                                                    null,
                                                    "Patterns of copied files whose container images must be in the"
                                                            + " registry, too.")),
                                    false,
                                    List.of("registry", "maven", "url"),
                                    null),
                            null,
                            "Each artifact must be where the target fetches it."),
                    key(
                            "http",
                            fields(
                                    required(
                                            "url",
                                            new Text(Formats.WEB_URL),
                                            "where the plan is posted, http or https"),
                                    key(
                                            "secret",
                                            new Text(TextFormat.line("the name of a secret")),
                                            null,
                                            "The name of the secret that signs the plan."),
                                    key(
                                            "credentials",
                                            new Text(TextFormat.line("the id of credentials")),
                                            null,
                                            "The id of a user name with a password.")),
                            null,
                            "An outside check is asked.")),
            builtIn("verified", "hold", "order", "exclusive", "fastForward"));

    private GateLayout() {}

    private static Map<String, String> builtIn(String... gates) {
        Map<String, String> refused = new LinkedHashMap<>();
        for (String gate : gates) {
            refused.put(gate, "the gate '" + gate + "' is built in and always asked; remove it");
        }
        return Map.copyOf(refused);
    }

    private static List<Key> with(List<Key> keys, Key more) {
        return Stream.concat(keys.stream(), Stream.of(more)).toList();
    }
}
