package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.PEOPLE;
import static io.jenkins.plugins.deploymentgates.config.Shapes.PROSE;
import static io.jenkins.plugins.deploymentgates.config.Shapes.blankable;
import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.key;
import static io.jenkins.plugins.deploymentgates.config.Shapes.list;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;
import static io.jenkins.plugins.deploymentgates.config.Shapes.someOf;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Shape.Choice;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Items;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.config.Shape.Named;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of everything that can be configured: keys, their values, defaults and descriptions. */
final class Layout {
    private static final Items CHECKS = list(new Text(TextFormat.name("check")), "[smoke]");

    static final Fields STAGE = blankable(
            key(
                    "after",
                    list(new Text(TextFormat.name("environment")), "[dev]"),
                    List.of(),
                    "The environments directly upstream; without any, releases come from the source branch."),
            key("verifications", CHECKS, List.of(), "Further checks required on deployments there."));

    private static final Fields RELEASE_FILE = fields(
            required(
                    "repository",
                    new Text(TextFormat.line("the URL or path of a Git repository")),
                    "URL or path of the environment repository"),
            key(
                    "credentials",
                    new Text(TextFormat.line("the id of credentials")),
                    null,
                    "As for the application's repository."),
            key(
                    "branches",
                    new Text(Formats.BRANCH_PATTERN),
                    "environment/{environment}",
                    "The environments' branches, with {environment} for the name."),
            key("file", new Text(Formats.FILE), "release.yaml", "The file on each of these."),
            key(
                    "types",
                    new Text(Formats.TYPE_FILES),
                    "types/{type}.yaml",
                    "The files of settings that environments share, with {type} for the type's name."),
            key("typesBranch", new Text(Formats.BRANCH), "main", "The branch with these."),
            key(
                    "author",
                    new Text(Formats.PERSON),
                    null,
                    "The author of the commits, as Name <mail>; else whoever asked."),
            key("committer", new Text(Formats.PERSON), null, "The committer and tagger, as the author."),
            key(
                    "commitLink",
                    new Text(Formats.COMMIT_LINK),
                    null,
                    "Where a commit of the application can be looked at, with {commit} for its id; linked in the messages."),
            key(
                    "tickets",
                    new Text(Formats.REGULAR_EXPRESSION),
                    null,
                    "A regular expression for the work items that the messages list."));

    private static final Fields DEPLOYMENT_FILES = blankable(
            key(
                    "file",
                    new Text(Formats.FILE),
                    DeploymentFileSettings.FILE,
                    "The file that names the tiers and the folders with deployments."),
            key(
                    "deployments",
                    new Named(TextFormat.name("environment"), new Text(Formats.DEPLOYMENT), "prod: shop-prod", false),
                    null,
                    "The name of an environment's deployment, where that is not the environment's."),
            key(
                    "author",
                    new Text(Formats.PERSON),
                    null,
                    "The author of the commits, as Name <mail>; else whoever asked."),
            key("committer", new Text(Formats.PERSON), null, "The committer, as the author."),
            key(
                    "resolve",
                    new Flag(),
                    true,
                    "Whether it is recorded which commits the versions of components of type git stand for."));

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
            key("sourceBranch", new Text(Formats.BRANCH), "main", "The branch that feeds the first environments."),
            key(
                    "folders",
                    FolderLayout.FOLDERS,
                    null,
                    "With the mechanic folders: which folders go into which repositories."),
            key(
                    "releaseFile",
                    RELEASE_FILE,
                    null,
                    "With the mechanic release-file: where the files are that name the versions."),
            key(
                    "deploymentFiles",
                    DEPLOYMENT_FILES,
                    null,
                    "With the mechanic deployment-files: whose deployment is which."),
            key(
                    "forge",
                    ForgeLayout.FORGE,
                    null,
                    "The server with pull requests its repositories are on, such as GitHub."));

    private static final Named STAGES = new Named(TextFormat.name("environment"), STAGE, "dev: {}", false);

    static final Fields APPLICATION = new Fields(
            List.of(
                    key("description", PROSE, "", "What it is."),
                    key("folder", new Text(Formats.GROUP), null, "What it is shown with, such as retail/web."),
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
                    key(
                            "tickets",
                            TicketLayout.TICKETS,
                            null,
                            "How its tickets are found, and where they can be read."),
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
                    new Items(GateLayout.GATE, "[{soak: {for: 2h}}]", true, true),
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
}
