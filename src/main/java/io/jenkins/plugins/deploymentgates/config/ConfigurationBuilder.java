package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Configuration.Webhook;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Makes the values from a tree without mistakes. */
final class ConfigurationBuilder {
    /** How each gate is made from its settings. */
    static final Map<String, Function<Tree, GateSettings>> GATES = Map.of(
            "soak", gate -> new GateSettings.Soak(some(gate, "for", Duration.class)),
            "verifiedWithin",
                    gate -> new GateSettings.VerifiedWithin(
                            gate.at("days") == null
                                    ? some(gate, "for", Duration.class)
                                    : Duration.ofDays(some(gate, "days", Integer.class))),
            "verifications", gate -> new GateSettings.Verifications(gate.list("checks", String.class)),
            "approvals",
                    gate -> new GateSettings.Approvals(
                            some(gate, "count", Integer.class),
                            gate.list("from", String.class),
                            some(gate, "excludeTrigger", Boolean.class)),
            "freeze", gate -> new GateSettings.Freeze(period(gate), some(gate, "reason", String.class)),
            "window", gate -> new GateSettings.Window(period(gate)),
            "branches", gate -> new GateSettings.Branches(gate.list("allow", String.class)),
            "ticket",
                    gate -> new GateSettings.Ticket(
                            gate.get("pattern", String.class), gate.list("status", String.class)),
            "artifactsAvailable",
                    gate -> new GateSettings.ArtifactsAvailable(
                            gate.get("registry", String.class),
                            some(gate, "repository", String.class),
                            some(gate, "tag", String.class),
                            gate.get("maven", String.class),
                            some(gate, "extension", String.class),
                            gate.at("classifier") == null ? "" : some(gate, "classifier", String.class),
                            gate.get("url", String.class),
                            gate.get("credentials", String.class),
                            gate.list("images", String.class)),
            "http",
                    gate -> new GateSettings.Http(
                            some(gate, "url", String.class),
                            gate.get("secret", String.class),
                            gate.get("credentials", String.class)));

    private ConfigurationBuilder() {}

    /** The configuration, with its text and checksum. */
    static Configuration build(Tree root) {
        Map<String, Application> applications = new LinkedHashMap<>();
        Map<String, Pipeline> pipelines = new LinkedHashMap<>();
        root.named("pipelines").forEach((name, tree) -> pipelines.put(name, pipeline(name, tree)));
        root.named("applications").forEach((name, tree) -> applications.put(name, application(name, tree, pipelines)));
        Map<String, Environment> environments = new LinkedHashMap<>();
        root.named("environments").forEach((name, tree) -> environments.put(name, environment(name, tree)));
        Tree defaults = ShapeReader.defaults(Layout.ENVIRONMENT, root.key(), root.place());
        Set<String> used = new LinkedHashSet<>();
        applications.values().forEach(one -> used.addAll(one.pipeline().keySet()));
        pipelines.values().forEach(one -> used.addAll(one.stages().keySet()));
        used.forEach(name -> environments.computeIfAbsent(name, one -> environment(one, defaults)));
        Tree webhooks = root.at("webhooks");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        root.named("groups").forEach((name, tree) -> groups.put(name, texts(tree)));
        Map<Permission, List<String>> permissions = new EnumMap<>(Permission.class);
        root.named("permissions")
                .forEach((name, tree) -> permissions.put(Layout.constant(Permission.class, name), texts(tree)));
        Map<String, CheckSettings> checks = new LinkedHashMap<>();
        root.named("verifications").forEach((name, tree) -> checks.put(name, check(name, tree)));
        Tree deployDbWebhooks = root.at("deploydbWebhooks");
        return ConfigurationPrinter.withText(
                applications,
                environments,
                webhooks == null
                        ? List.of()
                        : webhooks.items().stream()
                                .map(ConfigurationBuilder::webhook)
                                .toList(),
                groups,
                permissions,
                pipelines,
                checks,
                deployDbWebhooks == null
                        ? List.of()
                        : deployDbWebhooks.items().stream()
                                .map(ConfigurationBuilder::deployDbWebhook)
                                .toList());
    }

    private static Application application(String name, Tree tree, Map<String, Pipeline> pipelines) {
        Tree git = tree.at("git");
        Application application = new Application(
                        name,
                        some(tree, "description", String.class),
                        tree.list("artifacts", Module.class),
                        Layout.constant(Application.Combination.class, some(tree, "combination", String.class)),
                        git == null ? null : git(git),
                        tree.list("verifications", String.class),
                        stages(tree.named("pipeline")))
                .with(tree.at("tickets") == null ? null : TicketLayout.read(some(tree, "tickets")))
                .in(Objects.requireNonNullElse(tree.get("folder", String.class), ""));
        return tree.at("pipelines") == null
                ? application
                : application.with(tree.list("pipelines", String.class).stream()
                        .map(pipelines::get)
                        .toList());
    }

    private static Pipeline pipeline(String name, Tree tree) {
        return new Pipeline(name, some(tree, "description", String.class), stages(tree.named("environments")));
    }

    private static Map<String, Stage> stages(Map<String, Tree> written) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        for (String stage : StageOrder.sort(CrossChecks.upstreams(written))) {
            Tree one = written.get(stage);
            stages.put(
                    stage, new Stage(stage, one.list("after", String.class), one.list("verifications", String.class)));
        }
        return stages;
    }

    private static CheckSettings check(String name, Tree tree) {
        String type = tree.get("type", String.class);
        return new CheckSettings(
                name,
                some(tree, "description", String.class),
                type == null ? "" : type,
                tree.list("from", String.class));
    }

    private static DeployDbWebhook deployDbWebhook(Tree tree) {
        return new DeployDbWebhook(
                DeployDbWebhook.Event.of(some(tree, "on", String.class)),
                some(tree, "url", String.class),
                tree.get("environment", String.class));
    }

    private static GitSettings git(Tree tree) {
        GitSettings.Mechanic mechanic =
                Layout.constant(GitSettings.Mechanic.class, some(tree, "mechanic", String.class));
        return new GitSettings(
                some(tree, "repository", String.class),
                tree.get("credentials", String.class),
                tree.list("environmentPaths", String.class),
                mechanic,
                some(tree, "sourceBranch", String.class),
                tree.at("folders") == null ? null : folders(some(tree, "folders")),
                tree.at("releaseFile") == null ? null : releaseFile(some(tree, "releaseFile")),
                mechanic == GitSettings.Mechanic.DEPLOYMENT_FILES ? deploymentFiles(tree.at("deploymentFiles")) : null,
                tree.at("forge") == null ? null : ForgeLayout.read(some(tree, "forge")));
    }

    private static DeploymentFileSettings deploymentFiles(@CheckForNull Tree tree) {
        if (tree == null) {
            return DeploymentFileSettings.DEFAULT;
        }
        Map<String, String> names = new LinkedHashMap<>();
        tree.named("deployments").forEach((environment, name) -> names.put(environment, (String) name.value()));
        return new DeploymentFileSettings(
                some(tree, "file", String.class),
                names,
                tree.get("author", String.class),
                tree.get("committer", String.class),
                some(tree, "resolve", Boolean.class));
    }

    private static ReleaseFileSettings releaseFile(Tree tree) {
        return new ReleaseFileSettings(
                some(tree, "repository", String.class),
                tree.get("credentials", String.class),
                some(tree, "branches", String.class),
                some(tree, "file", String.class),
                some(tree, "types", String.class),
                some(tree, "typesBranch", String.class),
                tree.get("author", String.class),
                tree.get("committer", String.class),
                tree.get("commitLink", String.class),
                tree.get("tickets", String.class));
    }

    private static FolderSettings folders(Tree tree) {
        Map<String, FolderSettings.Target> targets = new LinkedHashMap<>();
        tree.named("targets")
                .forEach((environment, target) -> targets.put(
                        environment,
                        new FolderSettings.Target(
                                target.get("repository", String.class),
                                target.get("credentials", String.class),
                                some(target, "branch", String.class),
                                target.get("zip", String.class))));
        return new FolderSettings(
                tree.list("paths", String.class),
                some(tree, "removable", Boolean.class),
                tree.get("author", String.class),
                tree.get("committer", String.class),
                tree.get("commitLink", String.class),
                tree.get("tickets", String.class),
                targets);
    }

    private static Environment environment(String name, Tree tree) {
        String branch = tree.get("branch", String.class);
        Tree gates = some(tree, "gates");
        return new Environment(
                name,
                some(tree, "description", String.class),
                some(tree, "tier", String.class),
                branch == null ? name : branch,
                gates.items().stream().map(ConfigurationBuilder::gate).toList(),
                Layout.constant(Environment.FailurePolicy.class, some(tree, "onFailure", String.class)),
                tree.list("recordedBy", String.class));
    }

    private static GateSettings gate(Tree entry) {
        Map.Entry<String, Tree> only = entry.fields().entrySet().iterator().next();
        return GATES.get(only.getKey()).apply(only.getValue());
    }

    private static Period period(Tree gate) {
        return Objects.requireNonNull(Periods.read(gate, (tree, text) -> {
            throw new IllegalStateException("unchecked period: " + text);
        }));
    }

    private static Webhook webhook(Tree tree) {
        String secret = tree.get("secret", String.class);
        return new Webhook(
                some(tree, "url", String.class),
                tree.list("on", String.class),
                tree.list("applications", String.class),
                tree.list("environments", String.class),
                tree.list("tiers", String.class),
                secret == null ? "" : secret);
    }

    private static List<String> texts(Tree list) {
        return list.items().stream().map(item -> (String) item.value()).toList();
    }

    private static Tree some(Tree tree, String field) {
        return Objects.requireNonNull(tree.at(field), field);
    }

    private static <T> T some(Tree tree, String field, Class<T> type) {
        return type.cast(some(tree, field).value());
    }
}
