package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.DeploymentChange;
import io.jenkins.plugins.deploymentgates.git.DeploymentChanges;
import io.jenkins.plugins.deploymentgates.git.DeploymentEdit;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.DeploymentTable;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.Services.Locks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people do with deployment files besides promoting from environment to environment. Each change is one commit,
 * whose push is in the ledger before it is made, and is made once however often it is asked for under one key.
 * Thread-safe.
 */
public final class FileEdits {
    /** So often somebody else may push first, each time with success. */
    private static final int ATTEMPTS = 20;

    private static final String REQUEST = "request";
    private static final String MESSAGE = "message";

    private final Services services;
    private final Execution execution;

    FileEdits(Services services, Execution execution) {
        this.services = services;
        this.execution = execution;
    }

    /**
     * What an edit would do. Changes nothing.
     *
     * @throws InvalidInputException when it is not possible
     */
    public FileResult explain(Actor actor, FileRequest request) {
        Application application = application(request.application());
        try (Repositories repositories = services.repositories(application, Access.READ, actor.build())) {
            LineRepository repository = repository(repositories);
            DeploymentEdit edit = new FileWish(request, repository, repositories.tip(), layoutFile(application)).edit();
            checkAllowed(actor, application, request, edit);
            return result(application, repository, edit.head(), null, edit.message(), edit.files(), edit.changes());
        }
    }

    /**
     * Makes an edit and pushes it.
     *
     * @throws NotAllowedException when {@code actor} may not promote
     * @throws InvalidInputException when it is not possible
     * @throws RefusedException when an environment does not take it, or the repository does not
     */
    public FileResult edit(Actor actor, FileRequest request) {
        services.check(actor, Permission.PROMOTE);
        Application application = application(request.application());
        Locks locks = services.lock(application.name(), List.of(IntentPushes.FILES));
        try (locks;
                Repositories repositories = services.repositories(application, Access.WRITE, actor.build())) {
            execution.pushes().recover(application.name(), List.of(IntentPushes.FILES), repositories);
            Optional<PushIntent> known = services.ledger()
                    .write(tx -> Keys.find(tx, request.key(), event -> isSame(tx.intent(intent(event)), request))
                            .flatMap(event -> tx.intent(intent(event))));
            if (known.isPresent()) {
                return before(application, repository(repositories), known.get());
            }
            for (int attempt = 1; ; attempt++) {
                FileResult result = attempt(actor, application, request, repositories, attempt == ATTEMPTS);
                if (result != null) {
                    return result;
                }
            }
        }
    }

    /** Pushes once; {@code null} when somebody else was faster, and it is to be tried again. */
    @CheckForNull
    private FileResult attempt(
            Actor actor, Application application, FileRequest request, Repositories repositories, boolean last) {
        LineRepository repository = repository(repositories);
        services.progress().at(Progress.Step.LOOKING);
        DeploymentEdit edit = new FileWish(request, repository, repositories.tip(), layoutFile(application)).edit();
        checkAllowed(actor, application, request, edit);
        if (edit.isEmpty()) {
            return result(application, repository, edit.head(), null, edit.message(), List.of(), List.of());
        }
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        String commit = edit.commit(
                repository,
                DeploymentFilesDraft.person(settings.author(), actor.name()),
                DeploymentFilesDraft.person(settings.committer(), actor.name()));
        services.progress().at(Progress.Step.DECIDED);
        PushIntent intent = services.ledger().write(tx -> {
            services.remember(tx, services.now(), actor, null);
            Map<String, String> details = new LinkedHashMap<>();
            details.put(MESSAGE, edit.message());
            details.put(REQUEST, fingerprint(request));
            if (request.key() != null) {
                details.put(Settlement.KEY, request.key());
            }
            PushIntent made = new PushIntent(
                    tx.next(Counter.PUSH_INTENT),
                    application.name(),
                    PushIntent.Kind.DEPLOYMENT_FILES,
                    List.of(),
                    List.of(RefMove.branch(branch(application), edit.head(), commit)),
                    details,
                    services.now(),
                    actor.name(),
                    null,
                    null);
            tx.append(services.now(), actor.name(), null, new Event.PushIntended(made));
            return made;
        });
        PushResult pushed = execution.pushes().push(intent, repository);
        if (pushed.outcome() == Outcome.OVERTAKEN && !last) {
            repositories.drafted(null);
            return null;
        }
        if (!pushed.done()) {
            throw new RefusedException(
                    "the deployment files of " + application.name() + " are as they were: " + pushed.detail());
        }
        return result(application, repository, edit.head(), commit, edit.message(), edit.files(), edit.changes());
    }

    /** What an earlier call under the same key did. */
    private FileResult before(Application application, LineRepository repository, PushIntent intent) {
        RefMove move = intent.refs().get(0);
        String base = Objects.requireNonNull(move.expected());
        String commit = Objects.requireNonNull(move.target());
        return result(
                application,
                repository,
                base,
                commit,
                intent.details().getOrDefault(MESSAGE, ""),
                repository.changedFiles(base, commit),
                DeploymentChanges.between(repository, base, commit, layoutFile(application)));
    }

    private static FileResult result(
            Application application,
            LineRepository repository,
            String base,
            @CheckForNull String commit,
            String message,
            List<String> files,
            List<DeploymentChange> changes) {
        DeploymentFilesPush push = new DeploymentFilesPush(application, repository);
        return new FileResult(
                application.name(),
                repository.address(),
                branch(application),
                base,
                commit,
                message,
                files,
                changes.stream().map(change -> push.change(change, null)).toList());
    }

    /**
     * That no environment is held, and that nothing but promotions and rollbacks, and restoring and removing what is
     * there, changes one with others upstream (design, rule 6).
     */
    private void checkAllowed(Actor actor, Application application, FileRequest request, DeploymentEdit edit) {
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        for (String environment : application.pipeline().keySet()) {
            String deployment = settings.nameOf(environment);
            if (edit.changes().stream().noneMatch(change -> change.name().equals(deployment))) {
                continue;
            }
            services.checkJob(
                    actor, services.configuration().environment(environment), "change the deployment file of");
            Optional<Hold> hold = services.ledger().read(view -> view.hold(environment));
            if (hold.isPresent()) {
                throw new RefusedException(environment + " is held by "
                        + hold.get().by() + ": " + hold.get().reason() + "; release it to change its deployment "
                        + Names.quote(deployment));
            }
            boolean free = request.action() == FileRequest.Action.DELETE
                    || request.action() == FileRequest.Action.RESTORE
                    || application.stage(environment).after().isEmpty();
            if (!free) {
                throw new RefusedException("the deployment " + Names.quote(deployment) + " is that of the environment "
                        + environment + ", which takes what was verified upstream only; promote into it, or roll it"
                        + " back");
            }
        }
    }

    /**
     * Deployments next to each other.
     *
     * @param names in the order wanted; when empty all of them: those of the pipeline in its order, then others by tier and
     *     name
     * @param tier only those of this tier, or {@code null}
     * @throws InvalidInputException when one of them is not there, or there is none at all
     */
    public FileTable compare(Actor actor, String application, Collection<String> names, @CheckForNull String tier) {
        Application known = application(application);
        try (Repositories repositories = services.repositories(known, Access.READ, actor.build())) {
            DeploymentFiles files = DeploymentFilesMechanic.files(known, repository(repositories), repositories.tip());
            if (tier != null && !files.layout().tiers().contains(tier)) {
                throw new InvalidInputException(
                        Names.quote(tier) + " is no tier of " + files.layout().file() + "; its tiers are "
                                + String.join(", ", files.layout().tiers()));
            }
            Collection<DeploymentFile> all = names.isEmpty()
                    ? DeploymentOrder.of(known, files)
                    : names.stream().map(files::get).toList();
            List<DeploymentFile> shown = new ArrayList<>(all);
            shown.removeIf(file -> tier != null && !file.tier().equals(tier));
            if (shown.isEmpty()) {
                throw new InvalidInputException(
                        "there is no deployment" + (tier == null ? "" : " of tier " + tier) + " to compare");
            }
            return FileTable.of(application, files.commit(), DeploymentTable.of(shown), tiers(known, shown));
        }
    }

    /** The environments whose tier is another than their files say. */
    private List<String> tiers(Application application, List<DeploymentFile> files) {
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        List<String> notes = new ArrayList<>();
        for (String environment : application.pipeline().keySet()) {
            String tier = services.configuration().environment(environment).tier();
            files.stream()
                    .filter(file -> file.name().equals(settings.nameOf(environment))
                            && !file.tier().equals(tier))
                    .forEach(file -> notes.add(file.path() + " is of tier " + file.tier() + ", and the environment "
                            + environment + " is configured with tier " + tier + "; give both the same"));
        }
        return notes;
    }

    private Application application(String name) {
        return withFiles(services, name);
    }

    /** @throws InvalidInputException when the application has no deployment files */
    static Application withFiles(Services services, String name) {
        Application known = services.configuration().application(name);
        if (known.git() == null || known.git().deploymentFiles() == null) {
            throw new InvalidInputException("application " + name
                    + " has no deployment files; its Git repository needs the mechanic deployment-files for that");
        }
        return known;
    }

    private static LineRepository repository(Repositories repositories) {
        LineRepository repository = Objects.requireNonNull(repositories.line());
        repository.fetch();
        return repository;
    }

    private static String layoutFile(Application application) {
        return DeploymentFilesMechanic.settings(application).file();
    }

    private static String branch(Application application) {
        return application.requiredGit().sourceBranch();
    }

    private static long intent(LedgerEvent event) {
        return event.event() instanceof Event.PushSettled settled ? settled.intent() : -1;
    }

    private static boolean isSame(Optional<PushIntent> intent, FileRequest request) {
        return intent.filter(one -> one.kind() == PushIntent.Kind.DEPLOYMENT_FILES
                        && fingerprint(request).equals(one.details().get(REQUEST)))
                .isPresent();
    }

    /** What tells requests apart, without the key; in every process and order of the components the same. */
    private static String fingerprint(FileRequest request) {
        return Release.sha256(List.of(
                        request.application(),
                        request.action(),
                        Objects.requireNonNullElse(request.deployment(), ""),
                        Objects.requireNonNullElse(request.from(), ""),
                        Objects.requireNonNullElse(request.folder(), ""),
                        Objects.requireNonNullElse(request.tier(), ""),
                        new TreeMap<>(request.set()),
                        request.remove(),
                        request.names(),
                        Optional.ofNullable(request.at()))
                .toString());
    }
}
