package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Shape.Choice;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Items;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.config.Shape.Named;
import io.jenkins.plugins.deploymentgates.config.Shape.Tagged;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import io.jenkins.plugins.deploymentgates.config.Shape.Whole;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The table of everything that can be configured: keys, their values, defaults and descriptions. */
final class Layout {
    private static final Text PROSE = new Text(TextFormat.prose());
    private static final Items CHECKS = list(new Text(TextFormat.name("check")), "[smoke]");
    private static final Items PEOPLE = list(new Text(TextFormat.name("user or group")), "[release-managers]");

    static final Fields STAGE = blankable(
            key(
                    "after",
                    list(new Text(TextFormat.name("environment")), "[dev]"),
                    List.of(),
                    "The environments directly upstream; without any, releases come from the source branch."),
            key("verifications", CHECKS, List.of(), "Further checks required on deployments there."));

    static final Fields GIT = fields(
            required(
                    "repository",
                    new Text(TextFormat.line("the URL or path of a Git repository")),
                    "URL or path of the Git repository"),
            key(
                    "credentials",
                    new Text(TextFormat.line("the id of credentials")),
                    null,
                    "The Jenkins credentials id; elsewhere credentials come from the environment, the ssh agent or Git's"
                            + " helpers."),
            key(
                    "environmentPaths",
                    list(new Text(Formats.PATH_PATTERN), "[\"variants/{environment}/**\"]"),
                    List.of(),
                    "Patterns of files that are not part of a release; {environment} stands for any environment's name."),
            key(
                    "mechanic",
                    new Choice(words(GitSettings.Mechanic.class)),
                    "fast-forward",
                    "How promotion moves the configuration tree; none only records."),
            key("sourceBranch", new Text(Formats.BRANCH), "main", "The branch that feeds the first environments."));

    private static final Named STAGES = new Named(TextFormat.name("environment"), STAGE, "dev: {}", false);

    static final Fields APPLICATION = new Fields(
            List.of(
                    key("description", PROSE, "", "What it is."),
                    key(
                            "artifacts",
                            list(new Text(Formats.MODULE), "[com.acme:shop-api]"),
                            List.of(),
                            "What it owns, as group:name."),
                    key(
                            "combination",
                            new Choice(words(Application.Combination.class)),
                            "exact",
                            "Whether the exact combination must have been verified, or each artifact alone."),
                    key("git", GIT, null, "Where its configuration tree lives and how it moves."),
                    key("verifications", CHECKS, List.of(), "Checks required on every deployment."),
                    required("pipeline", STAGES, "its environments, such as dev: {} and qa: {after: [dev]}"),
                    key(
                            "pipelines",
                            someOf(new Text(TextFormat.name("pipeline")), "[dev-to-prod]"),
                            null,
                            "Instead of pipeline: the names of the pipelines it goes through, each from pipelines.")),
            false,
            List.of("pipeline", "pipelines"),
            null);

    static final Fields PIPELINE = fields(
            key("description", PROSE, "", "What it is."),
            required("environments", STAGES, "its environments, such as dev: {} and qa: {after: [dev]}"));

    static final Fields VERIFICATION = blankable(
            key("description", PROSE, "", "What it is."),
            key(
                    "type",
                    new Text(TextFormat.line("a kind of check")),
                    null,
                    "What kind of check it is, for those who read it."),
            key(
                    "from",
                    PEOPLE,
                    List.of(),
                    "Users or groups who may report its result; all who may record without it."));

    static final Fields DEPLOYDB_WEBHOOK = fields(
            required(
                    "on",
                    new Choice(Arrays.stream(DeployDbWebhook.Event.values())
                            .map(DeployDbWebhook.Event::word)
                            .toList()),
                    "what is told, such as deployment.created"),
            required("url", new Text(Formats.WEB_URL), "where it is sent, http or https"),
            key(
                    "environment",
                    new Text(TextFormat.name("environment")),
                    null,
                    "Only what happens there; everywhere without it."));

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
                            blankable(key(
                                    "pattern",
                                    new Text(Formats.REGULAR_EXPRESSION),
                                    "[A-Z][A-Z0-9]+-[0-9]+",
                                    "A regular expression for a ticket's key.")),
                            null,
                            "Every incoming commit must name a ticket."),
                    key(
                            "artifactsAvailable",
                            new Fields(
                                    List.of(
                                            key("registry", new Text(Formats.WEB_URL), null, "An OCI registry."),
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
                                            key("maven", new Text(Formats.WEB_URL), null, "A Maven repository."),
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
                                                    new Text(Formats.PLACE),
                                                    null,
                                                    "The file's URL; {sourceUrl} is the artifact's own."),
                                            key(
                                                    "credentials",
                                                    new Text(TextFormat.line("the id of credentials")),
                                                    null,
                                                    "The id of a user name with a password.")),
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

    static final Fields ENVIRONMENT = blankable(
            key("description", PROSE, "", "What it is."),
            key(
                    "tier",
                    new Text(TextFormat.name("tier")),
                    "test",
                    "development, test, staging, production or any other name."),
            key("branch", new Text(Formats.BRANCH), null, "Its branch in Git; the environment's name without it."),
            key(
                    "gates",
                    new Items(GATE, "[{soak: {for: 2h}}]", true, true),
                    List.of(),
                    "What is asked besides the built-in rules."),
            key(
                    "onFailure",
                    new Choice(words(Environment.FailurePolicy.class)),
                    "record",
                    "What happens when a deployment fails."),
            key(
                    "recordedBy",
                    list(new Text(TextFormat.line("a pattern of Jenkins jobs")), "[\"deploy/**\"]"),
                    List.of(),
                    "Patterns of Jenkins jobs that may record here; all without it."));

    static final Fields WEBHOOK = fields(
            required("url", new Text(Formats.WEB_URL), "where events are sent, http or https"),
            key(
                    "on",
                    list(new Choice(EventTypes.words()), "[deployment.failed]"),
                    List.of(),
                    "The types of events, such as deployment.failed, or deployment.* for all of a kind; all without it."),
            key(
                    "applications",
                    list(new Text(TextFormat.name("application")), "[shop]"),
                    List.of(),
                    "Only what concerns these applications; * stands for any text. All without it."),
            key(
                    "environments",
                    list(new Text(TextFormat.name("environment")), "[\"prod-*\"]"),
                    List.of(),
                    "Only what concerns these environments; * stands for any text. All without it."),
            key(
                    "tiers",
                    list(new Text(TextFormat.name("tier")), "[production]"),
                    List.of(),
                    "Only what concerns environments of these tiers. All without it."),
            key(
                    "secret",
                    new Text(TextFormat.line("the name of a secret")),
                    null,
                    "The name of the secret that signs the body; unsigned without it."));

    static final Fields ROOT = fields(
            key(
                    "applications",
                    new Named(TextFormat.name("application"), APPLICATION, "shop: {pipeline: {dev: {}}}", true),
                    null,
                    "The units that are deployed as one."),
            key(
                    "pipelines",
                    new Named(TextFormat.name("pipeline"), PIPELINE, "dev-to-prod: {environments: {dev: {}}}", true),
                    null,
                    "Pipelines with a name, for applications to go through."),
            key(
                    "environments",
                    new Named(TextFormat.name("environment"), ENVIRONMENT, "prod: {tier: production}", true),
                    null,
                    "Settings of environments; one that is only in a pipeline has the defaults."),
            key(
                    "verifications",
                    new Named(TextFormat.name("check"), VERIFICATION, "smoke: {description: Smoke test}", true),
                    null,
                    "What is known of checks besides their names."),
            key("webhooks", new Items(WEBHOOK, "[{url: \"https://…\"}]", true, true), null, "Where events are sent."),
            key(
                    "deploydbWebhooks",
                    new Items(DEPLOYDB_WEBHOOK, "[{on: deployment.created, url: \"https://…\"}]", true, true),
                    null,
                    "Where DeployDB's events are sent in its format."),
            key(
                    "groups",
                    new Named(
                            TextFormat.name("group"),
                            list(new Text(TextFormat.name("user")), "[ann, bob]"),
                            "release-managers: [ann, bob]",
                            true),
                    null,
                    "Who is in which group, for hosts that keep no groups of their own."),
            key(
                    "permissions",
                    new Fields(permissions(), false, List.of(), null),
                    null,
                    "Who may do what; what is not named is open to all, except override, which is then open to nobody."));

    private Layout() {}

    /** The word a constant is written as: {@code FAST_FORWARD} is {@code fast-forward}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant a word stands for. */
    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Layout::word).toList();
    }

    private static List<Key> permissions() {
        Map<Permission, String> what = new LinkedHashMap<>();
        what.put(Permission.RECORD, "Who may record deployments and verifications.");
        what.put(Permission.PROMOTE, "Who may promote, roll back and run hotfixes.");
        what.put(Permission.APPROVE, "Who may approve or refuse promotions.");
        what.put(Permission.OVERRIDE, "Who may override gates with a reason.");
        what.put(Permission.HOLD, "Who may hold and release environments.");
        return what.entrySet().stream()
                .map(one -> key(word(one.getKey()), PEOPLE, null, one.getValue()))
                .toList();
    }

    private static Map<String, String> builtIn(String... gates) {
        Map<String, String> refused = new LinkedHashMap<>();
        for (String gate : gates) {
            refused.put(gate, "the gate '" + gate + "' is built in and always asked; remove it");
        }
        return Map.copyOf(refused);
    }

    private static Items list(Shape item, String example) {
        return new Items(item, example, false, true);
    }

    private static Items someOf(Shape item, String example) {
        return new Items(item, example, false, false);
    }

    private static Key key(String name, Shape shape, @CheckForNull Object defaultValue, String description) {
        return new Key(name, shape, false, defaultValue, description);
    }

    private static Key required(String name, Shape shape, String description) {
        return new Key(name, shape, true, null, description);
    }

    private static Fields fields(Key... keys) {
        return new Fields(List.of(keys), false, List.of(), null);
    }

    private static Fields blankable(Key... keys) {
        return new Fields(List.of(keys), true, List.of(), null);
    }

    private static List<Key> with(List<Key> keys, Key more) {
        return Stream.concat(keys.stream(), Stream.of(more)).toList();
    }
}
