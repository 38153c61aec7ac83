package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Asked;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Check;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport.Reported;
import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Reads what builds did out of their {@code build.xml} files: all builds of all jobs, one after the other, so not for the
 * thread of a request. Whoever uses it sees what the system sees. Used by one thread.
 */
final class BuildReader {
    private final List<BuildImport.Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final IntConsumer progress;
    private int builds;

    /**
     * @param progress told how many builds were read, after each
     */
    BuildReader(IntConsumer progress) {
        this.progress = progress;
    }

    /** Reads all builds of a job. */
    void read(Job<?, ?> job) {
        // The folders are looked at, not the job's list of builds, which leaves out without a word what it cannot read.
        String[] folders = job.getBuildDir().list((folder, name) -> name.matches("[0-9]{1,9}"));
        if (folders == null) {
            return;
        }
        for (int number :
                Arrays.stream(folders).mapToInt(Integer::parseInt).sorted().toArray()) {
            read(job, number);
            builds++;
            progress.accept(builds);
        }
    }

    private void read(Job<?, ?> job, int number) {
        String label = job.getFullName() + " #" + number;
        Run<?, ?> run = job.getBuildByNumber(number);
        if (run == null) {
            problems.add(label + ": its build.xml in " + new File(job.getBuildDir(), String.valueOf(number))
                    + " is missing or damaged");
            return;
        }
        DeploymentsAction action = run.getAction(DeploymentsAction.class);
        if (action == null) {
            return;
        }
        if (action.lost() > 0) {
            problems.add(label + ": " + action.lost() + " of the things it did cannot be read from its build.xml");
        }
        Build build = Actors.build(run);
        for (Kept kept : action.entries()) {
            try {
                entries.add(entry(build, kept));
            } catch (DeploymentGatesException | IllegalArgumentException e) {
                problems.add(label + ": " + e.getMessage());
            }
        }
    }

    /** What was read, in the order of jobs and builds. */
    List<BuildImport.Entry> entries() {
        return entries;
    }

    /** What could not be read, each naming its build. */
    List<String> problems() {
        return problems;
    }

    private static BuildImport.Entry entry(Build build, Kept kept) {
        BuildEntry entry = kept.entry;
        Names.check("application", entry.getApplication());
        Names.check("environment", entry.getEnvironment());
        Names.check("user", entry.getBy());
        List<Artifact> artifacts =
                entry.getArtifacts().stream().map(Artifact::parse).toList();
        Release release =
                Release.of(entry.getApplication(), entry.getVersion(), artifacts, entry.getCommit(), kept.sharedTree);
        Instant at = Instant.ofEpochMilli(entry.getAtMillis());
        String reason = entry.getReason();
        if (entry.getRole() == Role.PROMOTED) {
            return new Asked(
                    build,
                    at,
                    entry.getBy(),
                    release,
                    promotion(kept, release),
                    PromotionStatus.valueOf(entry.getStatus()),
                    reason,
                    entry.getDeployment() == null ? null : deployment(kept, release));
        }
        Boolean passed = entry.getPassed();
        Check check = entry.getRole() != Role.VERIFIED || passed == null
                ? null
                : new Check(Names.check("check", String.valueOf(entry.getCheck())), passed, entry.getUrl());
        return new Reported(
                build,
                at,
                entry.getBy(),
                release,
                deployment(kept, release),
                DeploymentStatus.valueOf(entry.getStatus()),
                reason,
                check);
    }

    private static Event.DeploymentCreated deployment(Kept kept, Release release) {
        BuildEntry entry = kept.entry;
        return new Event.DeploymentCreated(
                id("deployment", entry.getDeployment()),
                entry.getApplication(),
                entry.getEnvironment(),
                release.fingerprint(),
                entry.getVersion(),
                entry.getCommit(),
                kept.cause == null
                        ? entry.getPromotion() == null ? Deployment.Cause.RECORD : Deployment.Cause.PROMOTION
                        : Deployment.Cause.valueOf(kept.cause),
                entry.getPromotion(),
                kept.outOfBand);
    }

    private static Event.PromotionRequested promotion(Kept kept, Release release) {
        BuildEntry entry = kept.entry;
        return new Event.PromotionRequested(
                id("promotion", entry.getPromotion()),
                entry.getApplication(),
                kept.sources(),
                entry.getEnvironment(),
                release.fingerprint(),
                entry.getVersion(),
                entry.getCommit(),
                kept.kind == null ? PromotionKind.FORWARD : PromotionKind.valueOf(kept.kind),
                kept.overrideReason);
    }

    private static long id(String what, @CheckForNull Long id) {
        if (id == null || id < 1) {
            throw new IllegalArgumentException("the number of its " + what + " is missing");
        }
        return id;
    }
}
