package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.DeploymentSelection;
import io.jenkins.plugins.deploymentgates.git.FileHistory;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons.Deployed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Each environment has a file in one branch that says what is deployed there. A promotion writes the versions, types and
 * sources of the upstream environment's file into the target's, in one commit that touches nothing else.
 */
final class DeploymentFilesMechanic implements Mechanic {

    /** What the environment's file says at the head of the branch. */
    @Override
    public Start start(
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        return contents(view, application, target, version, repositories.tip(), repositories);
    }

    @Override
    public String sharedTree(
            Application application,
            Environment environment,
            String version,
            String commit,
            Repositories repositories) {
        return Combination.of(file(application, environment, commit, repositories), Map.of())
                .tree();
    }

    private static DeploymentFile file(
            Application application, Environment environment, String commit, Repositories repositories) {
        return files(application, repositories.line(), commit)
                .get(settings(application).nameOf(environment.name()));
    }

    @Override
    public Start contents(
            LedgerView view,
            Application application,
            Environment environment,
            @CheckForNull String version,
            String commit,
            Repositories repositories) {
        DeploymentFile file = file(application, environment, commit, repositories);
        Optional<Deployment> current = view.current(application.name(), environment.name());
        Release recorded =
                current.flatMap(one -> view.release(one.fingerprint())).orElse(null);
        // Who reports on a deployment that is under way means what was found out at its beginning.
        boolean underWay = current.isPresent()
                && (current.get().status() == DeploymentStatus.CREATED
                        || current.get().status() == DeploymentStatus.STARTED);
        Combination combination = Combination.of(file, underWay ? recorded : null);
        if (!underWay || !combination.isIn(Objects.requireNonNull(recorded))) {
            combination = Combination.of(file, DeploymentFilesReferences.resolved(application, file, repositories));
        }
        String label = version != null ? version : label(combination, recorded);
        return new Start(commit, label, combination.tree(), combination.artifacts());
    }

    /** The label of what is there already, if that is the same; else its own. */
    private static String label(Combination combination, @CheckForNull Release recorded) {
        return recorded != null
                        && combination.isIn(recorded)
                        && Set.copyOf(recorded.artifacts()).equals(Set.copyOf(combination.artifacts()))
                ? recorded.version()
                : combination.label();
    }

    /** The commits that changed the file since what is in the target came. */
    @Override
    public Line line(
            LedgerView view,
            Application application,
            Environment target,
            String sourceRef,
            String commit,
            LineRepository repository) {
        String there = view.current(application.name(), target.name())
                .map(Deployment::commit)
                .orElse(null);
        Relation relation = there == null ? Relation.NEW : there.equals(commit) ? Relation.SAME : Relation.AHEAD;
        return line(
                application,
                target,
                settings(application).nameOf(target.name()),
                there,
                there,
                commit,
                relation,
                sourceRef,
                repository);
    }

    private static Line line(
            Application application,
            Environment target,
            String file,
            @CheckForNull String there,
            @CheckForNull String base,
            String commit,
            Relation relation,
            String sourceRef,
            LineRepository repository) {
        List<Line.Commit> incoming = relation == Relation.SAME
                ? List.of()
                : FileHistory.commits(
                        repository,
                        base,
                        commit,
                        files(application, repository, commit).get(file).path(),
                        Line.MAX_INCOMING);
        List<String> branches =
                repository.lineFrom(target.name(), commit, sourceRef, commit).branches();
        return new Line(target.name(), there, sourceRef, commit, relation, base, incoming, branches);
    }

    @Override
    public Aim aim(LedgerView view, Wish wish, Repositories repositories) {
        Application application = wish.application();
        LineRepository repository = repositories.line();
        DeploymentFiles files = files(application, repository, repositories.tip());
        String name = settings(application).nameOf(wish.target().name());
        DeploymentFile now = files.find(name).orElse(null);
        Deployment current =
                view.current(application.name(), wish.target().name()).orElse(null);
        DeploymentFile source = source(wish, repository);
        Release release = wish.release();
        if (!wish.parts().isEmpty()) {
            release = part(view, wish, source, now, current, repositories);
        }
        DeploymentFile wanted = wanted(release, wish.target(), source, now);
        boolean there = now != null && sameComponents(now, wanted);
        String known = there && current != null && current.fingerprint().equals(release.fingerprint())
                ? current.commit()
                : null;
        DeploymentFilesReferences.check(application, release, wanted, repositories);
        String commit = known != null ? known : there ? files.commit() : wish.commit();
        String base = current == null ? null : cameFrom(view, current);
        Relation relation = known != null ? Relation.SAME : current == null ? Relation.NEW : Relation.AHEAD;
        Line line = line(
                application,
                wish.target(),
                source.name(),
                current == null ? null : current.commit(),
                base,
                wish.commit(),
                relation,
                wish.sourceRef(),
                repository);
        return new Aim(release, commit, line);
    }

    /** The commit upstream that what is in the target was promoted from, so that commits are counted from there. */
    @CheckForNull
    private static String cameFrom(LedgerView view, Deployment current) {
        return Optional.ofNullable(current.promotion())
                .flatMap(view::promotion)
                .map(Promotion::commit)
                .orElse(current.commit());
    }

    /** The target's combination with the wished parts of the source's. */
    private static Release part(
            LedgerView view,
            Wish wish,
            DeploymentFile source,
            @CheckForNull DeploymentFile now,
            @CheckForNull Deployment current,
            Repositories repositories) {
        Application application = wish.application();
        if (now == null) {
            throw new InvalidInputException("there is no deployment '"
                    + settings(application).nameOf(wish.target().name())
                    + "' yet, so single modules cannot be promoted into it; promote everything first");
        }
        DeploymentFile wanted = DeploymentSelection.of(wish.parts()).applyTo(source, now);
        Release there =
                current == null ? null : view.release(current.fingerprint()).orElse(null);
        Map<String, String> commits =
                new LinkedHashMap<>(Combination.of(wanted, there).commits());
        Map<String, String> upstream = Combination.of(source, wish.release()).commits();
        wish.parts().forEach(part -> {
            commits.remove(part);
            if (upstream.containsKey(part)) {
                commits.put(part, upstream.get(part));
            }
        });
        if (settings(application).resolve()) {
            boolean unknown = wanted.components().entrySet().stream()
                    .anyMatch(one -> one.getValue().type().equals(DeploymentComponent.GIT)
                            && !commits.containsKey(one.getKey()));
            if (unknown) {
                DeploymentFilesReferences.resolved(application, wanted, repositories)
                        .forEach(commits::putIfAbsent);
            }
        }
        Combination combination = Combination.of(wanted, commits);
        return Release.of(
                application.name(), combination.label(), combination.artifacts(), wish.commit(), combination.tree());
    }

    /** The file the wished release was recorded from. */
    static DeploymentFile source(Wish wish, LineRepository repository) {
        DeploymentFiles files = files(wish.application(), repository, wish.commit());
        DeploymentFileSettings settings = settings(wish.application());
        List<String> places = wish.from();
        DeploymentFile any = null;
        for (String place : places) {
            Optional<DeploymentFile> file = files.find(settings.nameOf(place));
            if (file.isPresent()) {
                any = file.get();
                if (Combination.of(any, Map.of()).isIn(wish.release())) {
                    return any;
                }
            }
        }
        return any == null ? files.get(settings.nameOf(places.get(0))) : any;
    }

    /**
     * What the target's file shall say so that it is the release: all of the source, or, where the release is a part of it
     * on top of what was in the target, those parts.
     *
     * @throws RefusedException when that is not possible any more
     */
    static DeploymentFile wanted(
            Release release, Environment target, DeploymentFile source, @CheckForNull DeploymentFile now) {
        if (Combination.of(source, Map.of()).isIn(release)) {
            return now == null ? source : DeploymentSelection.all().applyTo(source, now);
        }
        if (now != null) {
            Combination there = Combination.of(now, release);
            Set<String> parts = new TreeSet<>();
            for (String name : source.components().keySet()) {
                DeploymentComponent old = now.components().get(name);
                boolean taken =
                        Combination.has(release, name, source.components().get(name));
                if (taken && (old == null || !Combination.has(release, name, old))) {
                    parts.add(name);
                }
            }
            DeploymentFile mixed =
                    parts.isEmpty() ? now : DeploymentSelection.of(parts).applyTo(source, now);
            if (there.isIn(release) || Combination.of(mixed, Map.of()).isIn(release)) {
                return mixed;
            }
        }
        throw new RefusedException("the deployment of " + target.name()
                + " has changed since this promotion was asked for, so it would make another combination; cancel it and"
                + " ask again");
    }

    static boolean sameComponents(DeploymentFile one, DeploymentFile other) {
        return Combination.of(one, Map.of())
                .tree()
                .equals(Combination.of(other, Map.of()).tree());
    }

    @Override
    public Draft draft(LedgerView view, Plan plan, String trigger, Repositories repositories) {
        return new DeploymentFilesDraft(plan, trigger, repositories).draft();
    }

    /** What the file says at the head of the branch, and what its versions stand for now. */
    @Override
    public DriftFinding drift(
            Application application,
            Environment environment,
            Deployment deployment,
            Release release,
            Repositories repositories) {
        String name = settings(application).nameOf(environment.name());
        return DeploymentFilesDrift.find(
                repositories.line(),
                repositories.tip(),
                commit -> files(application, repositories.line(), commit),
                name,
                deployment,
                file -> DeploymentFilesReferences.moved(application, release, file, repositories));
    }

    /** The commit the ledger has, when the file says the same there; else the branch's head. */
    @Override
    public String deployed(
            @CheckForNull String known,
            Application application,
            Environment environment,
            @CheckForNull String version,
            Repositories repositories) {
        LineRepository repository = Objects.requireNonNull(repositories.line());
        String head = repositories.tip();
        String name = settings(application).nameOf(environment.name());
        DeploymentFile now = files(application, repository, head).get(name);
        if (known == null || known.equals(head)) {
            return head;
        }
        return files(application, repository, known)
                .find(name)
                .filter(then -> sameComponents(then, now))
                .map(then -> known)
                .orElse(head);
    }

    @Override
    public Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories) {
        return new DeploymentFilesPush(application, Objects.requireNonNull(repositories.line())).changed(push);
    }

    /** One branch for all environments, so that a push into another one is no obstacle. */
    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Compared compare(Application application, Deployed left, Deployed right, Repositories repositories) {
        return new DeploymentFilesComparison(application, repositories).compare(left, right);
    }

    /** The application's files at a commit; one from before there was a file with the tiers is read as the head is. */
    static DeploymentFiles files(Application application, LineRepository repository, String commit) {
        String layoutFile = settings(application).file();
        return DeploymentFiles.at(repository, commit, layoutFile, () -> {
            String head = repository.head(application.requiredGit().sourceBranch());
            return DeploymentFiles.at(repository, head, layoutFile).layout();
        });
    }

    static DeploymentFileSettings settings(Application application) {
        return Objects.requireNonNull(application.requiredGit().deploymentFiles());
    }
}
