package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code explain} and {@code promote} have in common. */
final class PromotionOptions {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "ENV", description = "The target environment.")
    String environment;

    @Option(
            names = "--from",
            paramLabel = "ENV",
            description = "Another source than the environments directly upstream, such as another region.")
    @CheckForNull
    String from;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Which release; else what is at the source, or the head of the source branch.")
    @CheckForNull
    String version;

    @Option(
            names = "--branch",
            paramLabel = "B",
            description = "Into the first environment: the head of this branch instead of the source branch.")
    @CheckForNull
    String branch;

    @Option(
            names = "--artifact",
            paramLabel = "G:N:V[@DIGEST]",
            description = "Into the first environment: an artifact of the release; once for each.")
    List<String> artifacts = List.of();

    @Option(names = "--cherry-pick", description = "This version alone; the environment leaves the line of history.")
    boolean cherryPick;

    @Option(
            names = "--same-version",
            description = "Release a version once more whose final tag is at another commit, which moves the tag.")
    boolean sameVersion;

    @Option(
            names = "--module",
            paramLabel = "NAME",
            description = "With deployment files: this module alone; once for each. Else everything.")
    List<String> modules = List.of();

    @Option(
            names = "--core",
            description = "With deployment files: the core alone, or with the modules that are named.")
    boolean core;

    PromoteRequest request(@CheckForNull String overrideReason, @CheckForNull String key) {
        return new PromoteRequest(
                application,
                environment,
                from,
                version,
                Verb.artifacts(artifacts),
                cherryPick,
                sameVersion,
                overrideReason,
                parts(),
                branch,
                null,
                key);
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>(modules);
        if (core) {
            parts.add(0, DeploymentComponent.CORE);
        }
        return parts;
    }
}
