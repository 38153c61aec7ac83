package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.ReleaseFileSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Signatures;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.git.ReleaseDraft;
import io.jenkins.plugins.deploymentgates.git.ReleaseDrift;
import io.jenkins.plugins.deploymentgates.git.ReleaseRecord;
import io.jenkins.plugins.deploymentgates.git.RepositoryGroup;
import io.jenkins.plugins.deploymentgates.git.Signature;
import io.jenkins.plugins.deploymentgates.git.TagPlan;
import io.jenkins.plugins.deploymentgates.git.TagRequest;
import io.jenkins.plugins.deploymentgates.git.VersionTags;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons.Deployed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file on a branch an environment names the version; the version's commits are tagged, in the application's repository
 * and in those that the file lists beside it. Commits of releases are the application's; a release is its tree there
 * and the commits of the others. Which these were is in the message of the commit on the environment's branch.
 */
final class ReleaseFileMechanic implements Mechanic {
    /** More commits than this are not told of. */
    private static final int MOST = 100;

    /** From the branch of the version, or else the source branch, in each repository. */
    @Override
    public Start start(
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        ReleaseFilePlace place = ReleaseFilePlace.of(application, target, repositories);
        String label = version == null ? place.version() : version;
        TagRequest heads =
                new TagRequest(label, VersionTags.DEVELOPMENT, git.sourceBranch(), Map.of(), Map.of(), false);
        TagPlan plan;
        try (RepositoryGroup group =
                RepositoryGroup.open(place.content().settings().repositories(), repositories::beside)) {
            plan = VersionTags.plan(group, heads);
        }
        String commit = plan.repositories().get(0).commit();
        return new Start(commit, label, ReleaseFileReleases.tree(git, repositories, ReleaseRecord.of(plan)));
    }

    /** As the environment's branch tells of this version at this commit; a repository it tells nothing of is no part. */
    @Override
    public String sharedTree(
            Application application,
            Environment environment,
            String version,
            String commit,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        LineRepository repository = repositories.of(environment.name());
        ReleaseRecord record = ReleaseFileReleases.record(
                        git, repository, environment.name(), version, commit, null, repositories)
                .orElseGet(() -> ReleaseFileReleases.alone(git, version, commit));
        return ReleaseFileReleases.tree(git, repositories, record);
    }

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

    /** The commit that the newest promotion brought there, if the file still says its version. */
    @Override
    public String deployed(
            @CheckForNull String known,
            Application application,
            Environment environment,
            @CheckForNull String version,
            Repositories repositories) {
        return ReleaseFilePlace.of(application, environment, repositories)
                .deployed(version)
                .parts()
                .get(0)
                .commit();
    }

    /** Called as the promotion into the environment called it, unless it is named. */
    @Override
    public Start contents(
            LedgerView view,
            Application application,
            Environment environment,
            @CheckForNull String version,
            String commit,
            Repositories repositories) {
        if (version != null) {
            return Mechanic.super.contents(view, application, environment, version, commit, repositories);
        }
        ReleaseFilePlace place = ReleaseFilePlace.of(application, environment, repositories);
        String known = place.environments()
                .record(place.head(), record -> record.parts().get(0).commit().equals(commit))
                .map(ReleaseRecord::version)
                .orElseThrow(() -> new InvalidInputException("branch '" + place.branch() + "' of repository '"
                        + place.address() + "' does not say which version commit " + Texts.commit(commit)
                        + " is; name it"));
        return Mechanic.super.contents(view, application, environment, known, commit, repositories);
    }

    @Override
    public Draft draft(LedgerView view, Plan plan, String trigger, Repositories repositories) {
        Application application = plan.application();
        GitSettings git = application.requiredGit();
        ReleaseFileSettings settings = ReleaseFilePlace.settings(git);
        String environment = plan.target().name();
        ReleaseFilePlace place = ReleaseFilePlace.of(application, plan.target(), repositories);
        boolean back = plan.kind() == PromotionKind.ROLLBACK;
        boolean first = plan.sources().isEmpty();
        Optional<Deployment> there = view.current(application.name(), environment);
        Signature committer = ReleaseFileMessage.person(settings.committer(), trigger);
        ReleaseDraft draft = ReleaseDraft.of(
                place.environments(),
                new ReleaseDraft.Request(
                        environment,
                        plan.target().tier(),
                        plan.release().version(),
                        git.sourceBranch(),
                        first
                                ? null
                                : ReleaseFileReleases.known(
                                        plan, back ? List.of(environment) : plan.sources(), repositories),
                        first ? plan.commit() : null,
                        plan.kind() == PromotionKind.SAME_VERSION,
                        back,
                        there.filter(current -> isRepeated(current, plan)).isPresent(),
                        ReleaseFileMessage.of(
                                plan, trigger, there.map(Deployment::commit).orElse(null), repositories),
                        new Signatures(ReleaseFileMessage.person(settings.author(), trigger), committer)),
                repositories::beside);
        check(plan, place, draft.tags(), repositories);
        boolean changed = !draft.before().equals(draft.after());
        return new Draft(
                environment,
                draft.moves(),
                draft.message(),
                changed ? List.of("M " + settings.file()) : List.of(),
                draft.tags().repositories().stream().map(Draft.Tag::of).toList());
    }

    /** Whether it failed there, so that it is to be started once more although all of it is there. */
    private static boolean isRepeated(Deployment current, Plan plan) {
        return current.status() == DeploymentStatus.FAILED
                && current.fingerprint().equals(plan.release().fingerprint())
                && Objects.equals(current.commit(), plan.commit());
    }

    /** Nothing else than what the gates were asked about may be brought there. */
    private static void check(Plan plan, ReleaseFilePlace place, TagPlan tags, Repositories repositories) {
        String tree = ReleaseFileReleases.tree(plan.application().requiredGit(), repositories, ReleaseRecord.of(tags));
        if (!tree.equals(plan.release().sharedTree())) {
            String repositoriesThere = tags.repositories().stream()
                    .map(entry -> entry.shown() + " at " + Texts.commit(entry.commit()))
                    .collect(Collectors.joining(", "));
            throw new RefusedException(plan.application().name() + " "
                    + plan.release().version() + " is not made of what " + place.where() + " names now: "
                    + repositoriesThere
                    + (plan.sources().isEmpty()
                            ? "; something was pushed since it was asked for: ask again"
                            : "; name the same repositories there as upstream, and deploy and verify it there again"));
        }
    }

    /** The environment whose branch it is, and no other. */
    @Override
    public Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories) {
        String any = application.pipeline().keySet().iterator().next();
        LineRepository repository = repositories.of(any);
        return new ReleaseFilePush(
                        application, repository, ReleaseFilePlace.environments(application.requiredGit(), repository))
                .changed(push);
    }

    /** Its file, what its branch was told to deploy, and the tags. */
    @Override
    public DriftFinding drift(
            Application application,
            Environment environment,
            Deployment deployment,
            Release release,
            Repositories repositories) {
        GitSettings git = application.requiredGit();
        LineRepository repository = repositories.of(environment.name());
        String branch = ReleaseFilePlace.settings(git).branch(environment.name());
        if (!repository.heads().containsKey(branch)) {
            return BranchDrift.gone(branch, deployment);
        }
        ReleaseFilePlace place = ReleaseFilePlace.of(application, environment, repositories);
        String commit = Objects.requireNonNull(deployment.commit());
        List<String> details = ReleaseDrift.of(
                place.environments(),
                environment.name(),
                environment.tier(),
                deployment.version(),
                commit,
                repositories::beside);
        String told = place.environments()
                .record(place.head())
                .map(record -> record.parts().get(0).commit())
                .orElse(null);
        return details.isEmpty()
                ? DriftFinding.none(commit)
                : new DriftFinding(told, details, sinceRecord(repository, place.head()));
    }

    /** The commits after the newest that a promotion made. */
    private static List<Line.Commit> sinceRecord(LineRepository repository, String head) {
        return repository.commits(null, head, MOST).stream()
                .takeWhile(one -> ReleaseRecord.of(one.message()).isEmpty())
                .toList();
    }

    /** Makes the tags. */
    @Override
    public PushResult prepare(Plan plan, String trigger, Repositories repositories) {
        Draft draft = Objects.requireNonNull(plan.draft());
        List<Draft.Tag> pushed =
                draft.tags().stream().filter(Draft.Tag::isPushed).toList();
        if (pushed.isEmpty()) {
            return Mechanic.super.prepare(plan, trigger, repositories);
        }
        GitSettings git = plan.application().requiredGit();
        String environment = plan.target().name();
        Map<String, String> names = new LinkedHashMap<>();
        ReleaseFilePlace.environments(git, repositories.of(environment))
                .read(environment, draft.moves().get(0).expected())
                .settings()
                .repositories()
                .forEach(name -> names.put(GitRepositories.shown(name), name));
        List<TagPlan.Entry> entries = new ArrayList<>();
        for (Draft.Tag tag : pushed) {
            String name = names.get(tag.repository());
            if (name == null) {
                throw new GitException("the file of " + environment + " does not name repository '" + tag.repository()
                        + "' any more; ask again");
            }
            entries.add(tag.entry(name));
        }
        return ReleaseDraft.makeTags(
                new TagPlan(plan.release().version(), entries),
                draft.message(),
                ReleaseFileMessage.person(ReleaseFilePlace.settings(git).committer(), trigger),
                repositories::beside);
    }

    @Override
    public Compared compare(Application application, Deployed left, Deployed right, Repositories repositories) {
        return Compared.of(ReleaseFileReleases.compare(application, left, right, repositories));
    }

    @Override
    public Map<String, String> others(Application application, Deployed deployed, Repositories repositories) {
        return ReleaseFileReleases.others(application, deployed, repositories);
    }
}
