package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Configuration.Webhook;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Approvals;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Branches;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Freeze;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Soak;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Ticket;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Verifications;
import io.jenkins.plugins.deploymentgates.config.GateSettings.VerifiedWithin;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Window;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Prints a configuration back as canonical YAML: keys in the order of the documentation, every default that holds
 * written out (so that the text keeps its meaning when a later version has other defaults), what is empty left out, and
 * so is a branch with the environment's name.
 * Reading the text gives an equal configuration; equal configurations have the same text. Stateless and thread-safe.
 */
public final class ConfigurationPrinter {
    private ConfigurationPrinter() {}

    /** The configuration of these parts, with its canonical text and the text's SHA-256 in lower-case hexadecimal. */
    public static Configuration withText(
            Map<String, Application> applications,
            Map<String, Environment> environments,
            List<Webhook> webhooks,
            Map<String, List<String>> groups,
            Map<Permission, List<String>> permissions,
            Map<String, Pipeline> pipelines,
            Map<String, CheckSettings> checks,
            List<DeployDbWebhook> deployDbWebhooks) {
        String text = print(new Configuration(
                applications,
                environments,
                webhooks,
                groups,
                permissions,
                pipelines,
                checks,
                deployDbWebhooks,
                "",
                ""));
        return new Configuration(
                applications,
                environments,
                webhooks,
                groups,
                permissions,
                pipelines,
                checks,
                deployDbWebhooks,
                sha256(Logins.hidden(text)),
                text);
    }

    /** The canonical YAML. */
    public static String print(Configuration configuration) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("applications", named(configuration.applications(), one -> application(configuration, one)));
        if (!configuration.pipelines().isEmpty()) {
            root.put("pipelines", named(configuration.pipelines(), ConfigurationPrinter::pipeline));
        }
        root.put("environments", named(configuration.environments(), ConfigurationPrinter::environment));
        if (!configuration.checks().isEmpty()) {
            root.put("verifications", named(configuration.checks(), ConfigurationPrinter::check));
        }
        putIfAny(
                root,
                "webhooks",
                configuration.webhooks().stream()
                        .map(ConfigurationPrinter::webhook)
                        .toList());
        putIfAny(
                root,
                "deploydbWebhooks",
                configuration.deployDbWebhooks().stream()
                        .map(ConfigurationPrinter::deployDbWebhook)
                        .toList());
        if (!configuration.groups().isEmpty()) {
            root.put("groups", configuration.groups());
        }
        Map<String, Object> permissions = new LinkedHashMap<>();
        for (Permission permission : Permission.values()) {
            List<String> who = configuration.permissions().get(permission);
            if (who != null) {
                permissions.put(Layout.word(permission), who);
            }
        }
        if (!permissions.isEmpty()) {
            root.put("permissions", permissions);
        }
        return YamlText.dump(root);
    }

    private static <V> Map<String, Object> named(Map<String, V> values, Function<V, Map<String, Object>> print) {
        Map<String, Object> printed = new LinkedHashMap<>();
        values.forEach((name, value) -> printed.put(name, print.apply(value)));
        return printed;
    }

    private static Map<String, Object> application(Configuration configuration, Application application) {
        Map<String, Object> map = new LinkedHashMap<>();
        putIfAny(map, "description", application.description());
        putIfAny(map, "folder", application.folder());
        putIfAny(
                map,
                "artifacts",
                application.artifacts().stream().map(Object::toString).toList());
        map.put("combination", Layout.word(application.combination()));
        GitSettings git = application.git();
        if (git != null) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("repository", git.repository());
            putIfAny(settings, "credentials", git.credentials() == null ? "" : git.credentials());
            putIfAny(settings, "environmentPaths", git.environmentPaths());
            settings.put("mechanic", Layout.word(git.mechanic()));
            settings.put("sourceBranch", git.sourceBranch());
            if (git.folders() != null) {
                settings.put("folders", folders(git.folders()));
            }
            if (git.releaseFile() != null) {
                settings.put("releaseFile", releaseFile(git.releaseFile()));
            }
            if (git.deploymentFiles() != null && !git.deploymentFiles().equals(DeploymentFileSettings.DEFAULT)) {
                settings.put("deploymentFiles", deploymentFiles(git.deploymentFiles()));
            }
            if (git.forge() != null) {
                settings.put("forge", ForgeLayout.print(git.forge()));
            }
            map.put("git", settings);
        }
        TicketSettings tickets = application.tickets();
        if (tickets != null) {
            map.put("tickets", TicketLayout.print(tickets));
        }
        putIfAny(map, "verifications", application.verifications());
        if (configuration
                .pipelines()
                .keySet()
                .containsAll(application.pipelines().keySet())) {
            map.put("pipelines", application.pipelines().keySet());
        } else {
            map.put("pipeline", named(application.pipeline(), ConfigurationPrinter::stage));
        }
        return map;
    }

    private static Map<String, Object> releaseFile(ReleaseFileSettings file) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("repository", file.repository());
        putIfAny(map, "credentials", Objects.requireNonNullElse(file.credentials(), ""));
        map.put("branches", file.branches());
        map.put("file", file.file());
        map.put("types", file.types());
        map.put("typesBranch", file.typesBranch());
        putIfAny(map, "author", Objects.requireNonNullElse(file.author(), ""));
        putIfAny(map, "committer", Objects.requireNonNullElse(file.committer(), ""));
        putIfAny(map, "commitLink", Objects.requireNonNullElse(file.commitLink(), ""));
        putIfAny(map, "tickets", Objects.requireNonNullElse(file.tickets(), ""));
        return map;
    }

    private static Map<String, Object> deploymentFiles(DeploymentFileSettings files) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", files.file());
        if (!files.names().isEmpty()) {
            map.put("deployments", files.names());
        }
        putIfAny(map, "author", Objects.requireNonNullElse(files.author(), ""));
        putIfAny(map, "committer", Objects.requireNonNullElse(files.committer(), ""));
        map.put("resolve", files.resolve());
        return map;
    }

    private static Map<String, Object> folders(FolderSettings folders) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("paths", folders.paths());
        map.put("removable", folders.removable());
        putIfAny(map, "author", Objects.requireNonNullElse(folders.author(), ""));
        putIfAny(map, "committer", Objects.requireNonNullElse(folders.committer(), ""));
        putIfAny(map, "commitLink", Objects.requireNonNullElse(folders.commitLink(), ""));
        putIfAny(map, "tickets", Objects.requireNonNullElse(folders.tickets(), ""));
        map.put("targets", named(folders.targets(), target -> {
            Map<String, Object> one = new LinkedHashMap<>();
            if (target.zip() != null) {
                one.put("zip", target.zip());
                return one;
            }
            one.put("repository", target.repository());
            putIfAny(one, "credentials", target.credentials() == null ? "" : target.credentials());
            one.put("branch", target.branch());
            return one;
        }));
        return map;
    }

    private static Map<String, Object> stage(Stage stage) {
        Map<String, Object> map = new LinkedHashMap<>();
        putIfAny(map, "after", stage.after());
        putIfAny(map, "verifications", stage.verifications());
        return map;
    }

    private static Map<String, Object> pipeline(Pipeline pipeline) {
        Map<String, Object> map = new LinkedHashMap<>();
        putIfAny(map, "description", pipeline.description());
        map.put("environments", named(pipeline.stages(), ConfigurationPrinter::stage));
        return map;
    }

    private static Map<String, Object> check(CheckSettings check) {
        Map<String, Object> map = new LinkedHashMap<>();
        putIfAny(map, "description", check.description());
        putIfAny(map, "type", check.type());
        putIfAny(map, "from", check.from());
        return map;
    }

    private static Map<String, Object> deployDbWebhook(DeployDbWebhook webhook) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("on", webhook.event().word());
        map.put("url", webhook.url());
        String environment = webhook.environment();
        if (environment != null) {
            map.put("environment", environment);
        }
        return map;
    }

    private static Map<String, Object> environment(Environment environment) {
        Map<String, Object> map = new LinkedHashMap<>();
        putIfAny(map, "description", environment.description());
        map.put("tier", environment.tier());
        if (!environment.branch().equals(environment.name())) {
            map.put("branch", environment.branch());
        }
        putIfAny(
                map,
                "gates",
                environment.gates().stream()
                        .map(gate -> Map.of(gate.name(), gate(gate)))
                        .toList());
        map.put("onFailure", Layout.word(environment.onFailure()));
        putIfAny(map, "recordedBy", environment.recordedBy());
        return map;
    }

    /** A gate's settings as they are written under its name. */
    private static Map<String, Object> gate(GateSettings gate) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (gate instanceof Soak soak) {
            map.put("for", Durations.print(soak.duration()));
        } else if (gate instanceof VerifiedWithin within) {
            map.put("for", Durations.print(within.duration()));
        } else if (gate instanceof Verifications verifications) {
            map.put("checks", verifications.checks());
        } else if (gate instanceof Approvals approvals) {
            map.put("count", approvals.count());
            putIfAny(map, "from", approvals.from());
            map.put("excludeTrigger", approvals.excludeTrigger());
        } else if (gate instanceof Freeze freeze) {
            putPeriod(map, freeze.period());
            putIfAny(map, "reason", freeze.reason());
        } else if (gate instanceof Window window) {
            putPeriod(map, window.period());
        } else if (gate instanceof Branches branches) {
            map.put("allow", branches.allow());
        } else if (gate instanceof Ticket ticket) {
            putIfThere(map, "pattern", ticket.pattern());
            putIfAny(map, "status", ticket.status());
        } else if (gate instanceof GateSettings.ArtifactsAvailable available) {
            putIfThere(map, "registry", available.registry());
            map.put("repository", available.repository());
            map.put("tag", available.tag());
            putIfThere(map, "maven", available.maven());
            map.put("extension", available.extension());
            putIfAny(map, "classifier", available.classifier());
            putIfThere(map, "url", available.url());
            putIfThere(map, "credentials", available.credentials());
            if (!available.images().isEmpty()) {
                map.put("images", available.images());
            }
        } else if (gate instanceof GateSettings.Http http) {
            map.put("url", http.url());
            putIfThere(map, "secret", http.secret());
            putIfThere(map, "credentials", http.credentials());
        }
        return map;
    }

    private static void putPeriod(Map<String, Object> map, Period period) {
        if (period instanceof Period.Recurring recurring) {
            map.put("start", recurring.start());
            map.put("end", recurring.end());
            map.put("timezone", recurring.timezone().getId());
        } else if (period instanceof Period.Fixed fixed) {
            map.put("start", fixed.start().toString());
            Instant end = fixed.end();
            if (end != null) {
                map.put("end", end.toString());
            }
            map.put("timezone", fixed.timezone().getId());
        }
    }

    private static Map<String, Object> webhook(Webhook webhook) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", webhook.url());
        putIfAny(map, "on", webhook.on());
        putIfAny(map, "applications", webhook.applications());
        putIfAny(map, "environments", webhook.environments());
        putIfAny(map, "tiers", webhook.tiers());
        putIfAny(map, "secret", webhook.secret());
        return map;
    }

    private static void putIfThere(Map<String, Object> map, String key, @CheckForNull String text) {
        putIfAny(map, key, text == null ? "" : text);
    }

    private static void putIfAny(Map<String, Object> map, String key, String text) {
        if (!text.isEmpty()) {
            map.put(key, text);
        }
    }

    private static void putIfAny(Map<String, Object> map, String key, Collection<?> values) {
        if (!values.isEmpty()) {
            map.put(key, values);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
