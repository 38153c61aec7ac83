package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.FolderSettings;
import io.jenkins.plugins.deploymentgates.config.GateSettings.ArtifactsAvailable;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.CopiedFolders;
import io.jenkins.plugins.deploymentgates.git.FolderCopy;
import io.jenkins.plugins.deploymentgates.git.FoundImages;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.git.ReleaseNotes;
import io.jenkins.plugins.deploymentgates.git.Signature;
import io.jenkins.plugins.deploymentgates.git.StoredZip;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chosen folders at a commit of the application's repository replace those of the environment's own repository, in one
 * commit with release notes; all else there is left alone. Or they become a zip file. Commits of releases are the
 * source's.
 */
final class FoldersMechanic implements Mechanic {
    /** Only the folders are the release. */
    @Override
    public String sharedTree(
            Application application,
            Environment environment,
            String version,
            String commit,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        return repositories.line().sharedTree(commit, git.environmentPaths(), folders(git));
    }

    @Override
    public Start start(
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        return Mechanic.head(this, view, application, target, version, repositories);
    }

    /** Measured in the source, from the commit whose folders are in the target. */
    @Override
    public Line line(
            LedgerView view,
            Application application,
            Environment target,
            String sourceRef,
            String commit,
            LineRepository repository) {
        return Mechanic.lineFromThere(view, application, target, sourceRef, commit, repository);
    }

    /**
     * The commit the ledger has, when its folders are there: a promotion that found all of them there made no commit. Else
     * the one that the target's own history names.
     */
    @Override
    public String deployed(
            @CheckForNull String known,
            Application application,
            Environment environment,
            String version,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        String zips = Objects.requireNonNull(git.folders()).zipFolder(environment.name());
        if (zips != null) {
            return Optional.ofNullable(known)
                    .orElseThrow(() -> new InvalidInputException(
                            "zip releases do not say which of them is in " + environment.name()
                                    + ", and none was promoted into it yet; name the commit with --commit"));
        }
        String branch = git.of(environment.name()).sourceBranch();
        LineRepository target = repositories.of(environment.name());
        String head = target.head(branch);
        if (known != null
                && target.folders()
                        .changesFrom(repositories.line(), known, folders(git), head)
                        .isEmpty()) {
            return known;
        }
        return target.folders()
                .copiedFrom(head, folders(git))
                .orElseThrow(() -> new InvalidInputException("branch '" + branch + "' of repository '"
                        + target.address() + "' does not say which commit of " + application.name()
                        + " it has: no promotion was made into it yet; name the commit with --commit"));
    }

    @Override
    public Draft draft(LedgerView view, Plan plan, String trigger, Repositories repositories) {
        GitSettings git = plan.application().requiredGit();
        FolderSettings settings = Objects.requireNonNull(git.folders());
        String environment = plan.target().name();
        if (settings.zipFolder(environment) != null) {
            return zipDraft(plan, trigger, settings, repositories);
        }
        String branch = git.of(environment).sourceBranch();
        LineRepository target = repositories.of(environment);
        String head = target.heads().get(branch);
        CopiedFolders copied = target.folders()
                .copy(
                        repositories.line(),
                        plan.commit(),
                        new FolderCopy(
                                folders(git),
                                settings.removable(),
                                notes(plan, trigger, settings),
                                Signature.configured(settings.author(), trigger),
                                Signature.configured(settings.committer(), trigger)),
                        head);
        List<RefMove> moves = copied.changed() ? List.of(RefMove.branch(branch, head, copied.commit())) : List.of();
        return new Draft(environment, moves, copied.message(), copied.changes(), images(plan, repositories));
    }

    /** What differs is told from what the target has now, which its zip releases do not say. */
    private static Draft zipDraft(Plan plan, String trigger, FolderSettings settings, Repositories repositories) {
        FolderSet folders = FolderSet.of(settings.paths());
        StoredZip zip = zips(plan, repositories).of(plan).stored();
        StoredZip.State state = zip.state();
        if (state == StoredZip.State.ANOTHER) {
            throw new GitException(zip.inTheWay());
        }
        LineRepository source = Objects.requireNonNull(repositories.line());
        String since = Objects.requireNonNull(plan.line()).base();
        return new Draft(
                plan.target().name(),
                List.of(),
                source.folders().notes(plan.commit(), since, folders, notes(plan, trigger, settings)),
                source.folders().changes(since, plan.commit(), folders),
                images(plan, repositories),
                List.of(),
                null,
                new Draft.Zip(zip.file(), zip.sha256(), state == StoredZip.State.THERE));
    }

    /** Writes the zip release, if it is one. */
    @Override
    public PushResult prepare(Plan plan, String trigger, Repositories repositories) {
        return Objects.requireNonNull(plan.draft()).zip() == null
                ? Mechanic.super.prepare(plan, trigger, repositories)
                : zips(plan, repositories).of(plan).write();
    }

    private static ZipReleases zips(Plan plan, Repositories repositories) {
        return new ZipReleases(plan.application(), plan.target().name(), repositories);
    }

    /** What the target's gates want to know of, each of its own files. */
    @CheckForNull
    private static FoundImages images(Plan plan, Repositories repositories) {
        List<String> patterns = plan.target().gates().stream()
                .filter(ArtifactsAvailable.class::isInstance)
                .flatMap(gate -> ((ArtifactsAvailable) gate).images().stream())
                .distinct()
                .toList();
        return patterns.isEmpty()
                ? null
                : repositories
                        .line()
                        .folders()
                        .images(plan.commit(), folders(plan.application().requiredGit()), patterns);
    }

    /** The environment whose repository and branch it is, and no other. */
    @Override
    public Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories) {
        return new FoldersPush(application, repositories).changed(push);
    }

    @Override
    public DriftFinding drift(
            Application application,
            Environment environment,
            Deployment deployment,
            Release release,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        if (!git.hasRepository(environment.name())) {
            return new ZipReleases(application, environment.name(), repositories).drift(deployment);
        }
        return FoldersDrift.find(
                Objects.requireNonNull(repositories.line()),
                Objects.requireNonNull(repositories.of(environment.name())),
                git.of(environment.name()).sourceBranch(),
                folders(git),
                deployment);
    }

    static FolderSet folders(GitSettings git) {
        return FolderSet.of(Objects.requireNonNull(git.folders()).paths());
    }

    private static ReleaseNotes notes(Plan plan, String trigger, FolderSettings settings) {
        return PlanNotes.of(plan, trigger, settings.commitLink(), settings.tickets());
    }
}
