package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A checked configuration. Immutable. Maps keep the order of the file; every environment of a pipeline has its entry in
 * {@link #environments}.
 *
 * @param groups who is in which group, for hosts that keep no groups of their own (the command line)
 * @param permissions who may do what, by permission; users or groups. A permission that is not named is open to all,
 *     except {@link Permission#OVERRIDE}, which is then open to nobody
 * @param pipelines those that have a name of their own, whether an application goes along them or not
 * @param checks what is known of checks besides their names
 * @param deployDbWebhooks where DeployDB's events are sent
 * @param checksum SHA-256 of {@link #recorded}
 * @param text the canonical YAML, as printed back
 */
public record Configuration(
        Map<String, Application> applications,
        Map<String, Environment> environments,
        List<Webhook> webhooks,
        Map<String, List<String>> groups,
        Map<Permission, List<String>> permissions,
        Map<String, Pipeline> pipelines,
        Map<String, CheckSettings> checks,
        List<DeployDbWebhook> deployDbWebhooks,
        String checksum,
        String text) {
    public Configuration {
        applications = Collections.unmodifiableMap(new LinkedHashMap<>(applications));
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        webhooks = List.copyOf(webhooks);
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        permissions = Map.copyOf(permissions);
        pipelines = Collections.unmodifiableMap(new LinkedHashMap<>(pipelines));
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        deployDbWebhooks = List.copyOf(deployDbWebhooks);
    }

    /** A configuration without named pipelines, settings of checks, and webhooks of DeployDB. */
    public Configuration(
            Map<String, Application> applications,
            Map<String, Environment> environments,
            List<Webhook> webhooks,
            Map<String, List<String>> groups,
            Map<Permission, List<String>> permissions,
            String checksum,
            String text) {
        this(applications, environments, webhooks, groups, permissions, Map.of(), Map.of(), List.of(), checksum, text);
    }

    /** What can be allowed. */
    public enum Permission {
        RECORD,
        PROMOTE,
        APPROVE,
        OVERRIDE,
        HOLD
    }

    /**
     * Where events are sent.
     *
     * @param on event types, such as {@code deployment.failed}, or {@code deployment.*}; empty means all
     * @param applications what its events must concern, with {@code *} for any text; empty means all
     * @param environments the same of environments
     * @param tiers the tiers of the environments its events must concern; empty means all
     * @param secret the name of the secret that signs the body; empty when unsigned
     */
    public record Webhook(
            String url,
            List<String> on,
            List<String> applications,
            List<String> environments,
            List<String> tiers,
            String secret) {
        public Webhook {
            on = List.copyOf(on);
            applications = List.copyOf(applications);
            environments = List.copyOf(environments);
            tiers = List.copyOf(tiers);
        }
    }

    /**
     * An application.
     *
     * @throws InvalidInputException when there is none of that name
     */
    public Application application(String name) {
        Application application = applications.get(name);
        if (application == null) {
            throw new InvalidInputException("there is no application " + Names.quote(name) + "; configured are "
                    + (applications.isEmpty() ? "none" : String.join(", ", applications.keySet())));
        }
        return application;
    }

    /**
     * An environment.
     *
     * @throws InvalidInputException when there is none of that name
     */
    public Environment environment(String name) {
        Environment environment = environments.get(name);
        if (environment == null) {
            throw new InvalidInputException("there is no environment " + Names.quote(name) + "; configured are "
                    + (environments.isEmpty() ? "none" : String.join(", ", environments.keySet())));
        }
        return environment;
    }

    /**
     * The checks that can be reported on the application's deployments in an environment: those required there, and those
     * that gates anywhere in the pipeline look at, since these may be reported upstream of them.
     */
    public Set<String> reportableChecks(Application application, String environment) {
        Set<String> checks = new LinkedHashSet<>(application.requiredChecks(environment));
        for (String target : application.pipeline().keySet()) {
            for (GateSettings gate : environment(target).gates()) {
                if (gate instanceof GateSettings.Verifications verifications) {
                    checks.addAll(verifications.checks());
                }
            }
        }
        return checks;
    }

    /**
     * Checks that a check can be reported.
     *
     * @throws InvalidInputException when it is none of {@link #reportableChecks}
     */
    public void checkReportable(Application application, String environment, String check) {
        Set<String> checks = reportableChecks(application, environment);
        if (!checks.contains(check)) {
            throw new InvalidInputException(application.name() + " has no check " + Names.quote(check) + " at "
                    + environment + "; "
                    + (checks.isEmpty() ? "none is configured" : "configured are " + String.join(", ", checks)));
        }
    }

    /** The same with some of the applications only, for who may not see the others. */
    public Configuration only(Collection<String> names) {
        Set<String> wanted = new HashSet<>(names);
        if (wanted.containsAll(applications.keySet())) {
            return this;
        }
        Map<String, Application> kept = new LinkedHashMap<>(applications);
        kept.keySet().retainAll(wanted);
        return new Configuration(
                kept, environments, webhooks, groups, permissions, pipelines, checks, deployDbWebhooks, checksum, text);
    }

    /** The canonical YAML as the ledger keeps it for good: without user names and passwords in addresses. */
    public String recorded() {
        return Logins.hidden(text);
    }

    /**
     * The canonical YAML of what is about one application: it, its pipelines and environments, and who may do what. Without
     * webhooks.
     *
     * @throws InvalidInputException when there is none of that name
     */
    public String about(String application) {
        Application one = application(application);
        Map<String, Environment> its = new LinkedHashMap<>(environments);
        its.keySet().retainAll(one.pipeline().keySet());
        Map<String, Pipeline> ways = new LinkedHashMap<>(pipelines);
        ways.keySet().retainAll(one.pipelines().keySet());
        Map<String, CheckSettings> known = new LinkedHashMap<>(checks);
        known.keySet()
                .retainAll(one.pipeline().keySet().stream()
                        .flatMap(environment -> reportableChecks(one, environment).stream())
                        .toList());
        return ConfigurationPrinter.withText(
                        Map.of(application, one), its, List.of(), groups, permissions, ways, known, List.of())
                .text();
    }

    /** The groups a user is in according to {@link #groups}. */
    public Set<String> groupsOf(String user) {
        Set<String> found = new TreeSet<>();
        groups.forEach((group, members) -> {
            if (members.contains(user)) {
                found.add(group);
            }
        });
        return found;
    }
}
