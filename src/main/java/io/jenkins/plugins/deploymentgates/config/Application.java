package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The unit that is deployed as one.
 *
 * <p>One application can have several pipelines. What asks what may enter an environment, looks at {@link #pipeline}, which
 * is all of them as one graph; what follows one release along one way, looks at {@link #pipelines}.
 *
 * @param description may be empty
 * @param folder what it is shown with, as names with {@code /} between them; empty when nobody said
 * @param artifacts what it owns
 * @param combination how evidence is matched
 * @param git its repository; {@code null} when it has none
 * @param verifications checks required on every deployment
 * @param pipeline its environments, upstream before downstream, of all its pipelines together
 * @param pipelines its pipelines by name, at least one; the only one is called like the application unless it was given a
 *     name
 * @param tickets how its tickets are found; {@code null} when nobody said
 */
public record Application(
        String name,
        String description,
        String folder,
        List<Module> artifacts,
        Combination combination,
        @CheckForNull GitSettings git,
        List<String> verifications,
        Map<String, Stage> pipeline,
        Map<String, Pipeline> pipelines,
        @CheckForNull TicketSettings tickets) {

    public Application {
        artifacts = List.copyOf(artifacts);
        verifications = List.copyOf(verifications);
        pipeline = Collections.unmodifiableMap(new LinkedHashMap<>(pipeline));
        pipelines = Collections.unmodifiableMap(new LinkedHashMap<>(pipelines));
    }

    /** An application with one pipeline, which is called like it. */
    public Application(
            String name,
            String description,
            List<Module> artifacts,
            Combination combination,
            @CheckForNull GitSettings git,
            List<String> verifications,
            Map<String, Stage> pipeline) {
        this(
                name,
                description,
                "",
                artifacts,
                combination,
                git,
                verifications,
                pipeline,
                Map.of(name, new Pipeline(name, "", pipeline)),
                null);
    }

    /** The same with other settings for its tickets. */
    Application with(@CheckForNull TicketSettings settings) {
        return new Application(
                name, description, folder, artifacts, combination, git, verifications, pipeline, pipelines, settings);
    }

    /** The same in a folder. */
    Application in(String other) {
        return new Application(
                name, description, other, artifacts, combination, git, verifications, pipeline, pipelines, tickets);
    }

    /**
     * The same application with other pipelines.
     *
     * @param more at least one; together without cycles
     */
    Application with(List<Pipeline> more) {
        Map<String, Pipeline> named = new LinkedHashMap<>();
        more.forEach(one -> named.put(one.name(), one));
        return new Application(
                name,
                description,
                folder,
                artifacts,
                combination,
                git,
                verifications,
                Pipeline.union(more),
                named,
                tickets);
    }

    /**
     * Its repository, for what cannot be done without one.
     *
     * @throws InvalidInputException when it has none
     */
    public GitSettings requiredGit() {
        if (git == null) {
            throw new InvalidInputException(
                    "application " + name + " has no Git repository; add applications." + name + ".git.repository");
        }
        return git;
    }

    /** A regular expression for the keys of its tickets. */
    public String ticketPattern() {
        return tickets == null ? TicketSettings.USUAL_PATTERN : tickets.pattern();
    }

    /** The Jira its tickets are in; {@code null} for none. */
    @CheckForNull
    public JiraSettings jira() {
        return tickets == null ? null : tickets.jira();
    }

    /**
     * What release notes look for.
     *
     * @param own the pattern of whoever writes them; {@code null} for the application's
     * @return {@code null} when neither is configured: then they look for none
     */
    @CheckForNull
    public String notedTickets(@CheckForNull String own) {
        return own != null || tickets == null ? own : tickets.pattern();
    }

    /** Where release notes and others link tickets to, with {@code {ticket}} for its key. */
    @CheckForNull
    public String ticketLink() {
        return tickets == null ? null : tickets.shownLink();
    }

    /** How evidence is matched to a release. */
    public enum Combination {
        /** The exact fingerprint must have been verified. */
        EXACT,
        /** Each artifact must have been verified, in whatever combination. */
        PER_ARTIFACT
    }

    /**
     * An environment's place in the pipeline.
     *
     * @param after the environments directly upstream
     * @param verifications further checks required on deployments there
     */
    public record Stage(String environment, List<String> after, List<String> verifications) {
        public Stage {
            after = List.copyOf(after);
            verifications = List.copyOf(verifications);
        }
    }

    /**
     * The stage of an environment.
     *
     * @throws InvalidInputException when the pipeline has none of that name
     */
    public Stage stage(String environment) {
        Stage stage = pipeline.get(environment);
        if (stage == null) {
            throw new InvalidInputException("application " + name + " has no environment " + Names.quote(environment)
                    + "; its pipeline has " + String.join(", ", pipeline.keySet()));
        }
        return stage;
    }

    /**
     * One of its pipelines.
     *
     * @throws InvalidInputException when it has none of that name
     */
    public Pipeline pipeline(String pipeline) {
        Pipeline found = pipelines.get(pipeline);
        if (found == null) {
            throw new InvalidInputException("application " + name + " has no pipeline " + Names.quote(pipeline)
                    + "; it has " + String.join(", ", pipelines.keySet()));
        }
        return found;
    }

    /**
     * The checks that make a deployment in this environment VERIFIED when it got there along one pipeline: the
     * application's own, then the pipeline's there.
     *
     * @throws InvalidInputException when the application has no such pipeline, or that no such environment
     */
    public List<String> requiredChecks(String pipeline, String environment) {
        Set<String> checks = new LinkedHashSet<>(verifications);
        checks.addAll(pipeline(pipeline).stage(environment).verifications());
        return List.copyOf(checks);
    }

    /** The checks that make a deployment in this environment VERIFIED, of all pipelines that have it. */
    public List<String> requiredChecks(String environment) {
        Set<String> checks = new LinkedHashSet<>(verifications);
        checks.addAll(stage(environment).verifications());
        return List.copyOf(checks);
    }

    /** All environments upstream of this one, nearest first, without it. */
    public List<String> upstream(String environment) {
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(stage(environment).after());
        while (!open.isEmpty()) {
            String next = open.remove(0);
            if (found.add(next)) {
                open.addAll(stage(next).after());
            }
        }
        return List.copyOf(found);
    }
}
