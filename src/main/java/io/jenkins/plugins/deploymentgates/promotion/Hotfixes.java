package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.Rebased;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction.Counter;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Kind;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Services.Locks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fix that starts from production and overtakes what is under way: start, promote as usual, finish, resume. One at a
 * time an application. Thread-safe.
 */
public final class Hotfixes {
    private final Services services;
    private final Planner planner;
    private final Execution execution;
    private final HotfixRepeats repeats;

    Hotfixes(Services services, Planner planner, Execution execution) {
        this.services = services;
        this.planner = planner;
        this.execution = execution;
        this.repeats = new HotfixRepeats(services, execution);
    }

    /**
     * Branches {@code hotfix/NAME} from an environment, sets every environment upstream of it back to the same commit,
     * cancels the promotions under way and voids the evidence upstream; all in one atomic push. Until it is finished the
     * new branch feeds the start of the pipeline.
     *
     * @throws RefusedException when another hotfix is under way, or the ledger and the branch disagree
     */
    public HotfixResult start(Actor actor, String application, String name, String from) {
        return start(actor, application, name, from, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells how the hotfix stands
     */
    public HotfixResult start(Actor actor, String application, String name, String from, @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        Names.checkTag("hotfix", Names.check("hotfix", name));
        Application known = services.configuration().application(application);
        List<String> upstream = known.upstream(from);
        HotfixResult started = locked(actor, known, repository -> {
            Map<String, String> asked = Map.of(Settlement.HOTFIX, name, Settlement.FROM, from);
            if (repeats.intent(key, known, Kind.HOTFIX_START, asked).isPresent()) {
                return repeats.hotfix(known, name, hotfix -> true);
            }
            String base = repository.head(branch(from));
            services.ledger().read(view -> {
                checkStart(view, known, name, from, base);
                return base;
            });
            Map<String, String> heads = repository.heads();
            List<RefMove> refs = new ArrayList<>();
            Map<String, String> details = new LinkedHashMap<>();
            details.put(Settlement.HOTFIX, name);
            details.put(Settlement.FROM, from);
            details.put(Settlement.COMMIT, base);
            refs.add(RefMove.branch("hotfix/" + name, null, base));
            for (String environment : upstream) {
                String head = heads.get(branch(environment));
                if (head != null) {
                    details.put(Settlement.PREVIOUS + environment, head);
                    if (!head.equals(base)) {
                        refs.add(RefMove.branch(branch(environment), head, base));
                    }
                }
            }
            PushIntent intent = services.ledger().write(tx -> {
                checkStart(tx, known, name, from, base);
                return intend(tx, actor, key, known, Kind.HOTFIX_START, refs, details);
            });
            pushed(intent, repository, "hotfix " + name);
            return result(known, name, List.of(), List.of());
        });
        execution.pullRequests().closeEnded(application);
        return started;
    }

    /**
     * Puts the main branch on top of the hotfix and deletes the hotfix's branch.
     *
     * @throws RefusedException when the fix is not where it was branched from yet
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when commits of the main branch conflict
     *     with it; the message lists them by file, and nothing is pushed
     */
    public HotfixResult finish(Actor actor, String application, String name) {
        return finish(actor, application, name, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells how the hotfix stands
     */
    public HotfixResult finish(Actor actor, String application, String name, @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        Application known = services.configuration().application(application);
        return locked(actor, known, repository -> {
            Map<String, String> asked = Map.of(Settlement.HOTFIX, name);
            if (repeats.intent(key, known, Kind.HOTFIX_FINISH, asked).isPresent()) {
                return repeats.hotfix(known, name, hotfix -> hotfix.status() != Hotfix.Status.STARTED);
            }
            Hotfix hotfix = services.ledger().read(view -> find(view, known, name));
            if (hotfix.status() != Hotfix.Status.STARTED) {
                throw new RefusedException(
                        "hotfix " + name + " of " + application + " is " + hotfix.status() + " already");
            }
            repository.fetch();
            String fix = repository.head(hotfix.branch());
            String there = repository.head(branch(hotfix.from()));
            if (!fix.equals(there)) {
                throw new RefusedException("hotfix " + name + " is at " + Texts.commit(fix) + ", but " + hotfix.from()
                        + " has " + Texts.commit(there) + "; promote the fix to " + hotfix.from()
                        + " before you finish it");
            }
            String main = known.requiredGit().sourceBranch();
            String head = repository.head(main);
            Rebased rebased = repository.picks().rebase(hotfix.base(), head, fix, actor.name());
            List<RefMove> refs = new ArrayList<>();
            if (!rebased.tip().equals(head)) {
                refs.add(RefMove.branch(main, head, rebased.tip()));
            }
            refs.add(RefMove.branch(hotfix.branch(), fix, null));
            PushIntent intent = services.ledger()
                    .write(tx -> intend(
                            tx,
                            actor,
                            key,
                            known,
                            Kind.HOTFIX_FINISH,
                            refs,
                            Map.of(Settlement.HOTFIX, name, Settlement.COMMIT, rebased.tip())));
            pushed(intent, repository, "hotfix " + name);
            int moved =
                    repository.commits(fix, rebased.tip(), Line.MAX_INCOMING).size();
            return result(
                    known,
                    name,
                    List.of(),
                    List.of(main + " has " + Texts.count(moved, "commit") + " on top of the hotfix"));
        });
    }

    /**
     * Asks again for the promotions that the start of the newest hotfix cancelled. Their commits have new ids since the
     * main branch was put on top of the hotfix, so they are found by the patch they make; and since they are new
     * combinations they begin at the start of the pipeline.
     */
    public HotfixResult resume(Actor actor, String application) {
        return resume(actor, application, null);
    }

    /**
     * The same.
     *
     * @param key the sender's idempotency key, or {@code null}; a call repeated under it tells what it asked for again
     */
    public HotfixResult resume(Actor actor, String application, @CheckForNull String key) {
        services.check(actor, Permission.PROMOTE);
        Application known = services.configuration().application(application);
        Optional<HotfixResult> before = repeats.resumption(key, known);
        if (before.isPresent()) {
            return before.get();
        }
        Hotfix hotfix = services.ledger().read(view -> resumable(view, application));
        List<String> notes = new ArrayList<>();
        Set<Again> wanted = new LinkedHashSet<>();
        try (Repositories repositories = open(actor, known)) {
            LineRepository repository = repositories.line();
            repository.fetch();
            String branch = known.requiredGit().sourceBranch();
            String tip = repository.head(branch);
            for (long cancelled : hotfix.cancelled()) {
                Promotion promotion =
                        services.ledger().read(view -> view.promotion(cancelled).orElseThrow());
                Optional<String> commit = promotion.commit() == null
                        ? Optional.empty()
                        : repository.picks().samePatch(promotion.commit(), hotfix.base(), tip);
                if (commit.isEmpty()) {
                    notes.add(promotion.label() + ": its change is not on " + branch + " any more; not resumed");
                    continue;
                }
                Release release =
                        services.ledger().read(view -> again(view, known, promotion, commit.get(), repository));
                for (String start : starts(known, promotion.to())) {
                    wanted.add(new Again(start, release, commit.get()));
                }
            }
        }
        // One transaction: nothing is asked for twice when this is killed, or done by two at once.
        List<Long> ids = services.ledger().write(tx -> {
            resumable(tx, application);
            List<Long> requested = wanted.stream()
                    .map(again -> request(tx, actor, application, again))
                    .toList();
            tx.append(
                    services.now(),
                    actor.name(),
                    key,
                    new Event.HotfixMoved(
                            application, hotfix.name(), Hotfix.Status.RESUMED, requested.size() + " resumed"));
            return requested;
        });
        List<PromotionResult> resumed = new ArrayList<>();
        ids.forEach(id -> resumed.addAll(execution.decide(List.of(id))));
        return result(known, hotfix.name(), resumed, notes);
    }

    /** What is asked for again at the start of the pipeline; once, however many promotions of it were cancelled. */
    private record Again(String start, Release release, String commit) {}

    private static Hotfix resumable(LedgerView view, String application) {
        Hotfix hotfix = view.hotfixes(application).stream()
                .findFirst()
                .orElseThrow(
                        () -> new RefusedException(application + " has had no hotfix; there is nothing to resume"));
        if (hotfix.status() != Hotfix.Status.FINISHED) {
            throw new RefusedException("hotfix " + hotfix.name() + " of " + application + " is " + hotfix.status()
                    + (hotfix.status() == Hotfix.Status.STARTED
                            ? "; finish it before you resume what it cancelled"
                            : "; there is nothing left to resume"));
        }
        return hotfix;
    }

    @FunctionalInterface
    private interface Step {
        HotfixResult run(LineRepository repository);
    }

    /** Runs a step while nothing else can promote the application. */
    private HotfixResult locked(Actor actor, Application application, Step step) {
        List<String> environments = List.copyOf(application.pipeline().keySet());
        Locks locks = services.lock(application.name(), environments);
        try (locks;
                Repositories repositories = open(actor, application)) {
            execution.pushes().recover(application.name(), environments, repositories);
            return step.run(repositories.line());
        }
    }

    private Repositories open(Actor actor, Application application) {
        Mechanic.checkFastForward(application, "hotfixes need");
        return services.repositories(application, Access.WRITE, actor.build());
    }

    private void checkStart(LedgerView view, Application application, String name, String from, String base) {
        Optional<Hotfix> active = view.activeHotfix(application.name());
        if (active.isPresent()) {
            throw new RefusedException("hotfix " + active.get().name() + " of " + application.name()
                    + " is under way; finish it before you start another");
        }
        if (view.hotfix(application.name(), name).isPresent()) {
            throw new RefusedException(
                    application.name() + " has had a hotfix " + name + " already; choose another name");
        }
        Optional<Deployment> current = view.current(application.name(), from);
        if (current.isEmpty()) {
            throw new RefusedException("nothing of " + application.name() + " is deployed at " + from
                    + ", so there is nothing to fix there");
        }
        if (!base.equals(current.get().commit())) {
            throw new RefusedException("branch " + branch(from) + " is at " + Texts.commit(base) + ", but "
                    + current.get().label() + " was deployed from "
                    + (current.get().commit() == null
                            ? "an unknown commit"
                            : Texts.commit(current.get().commit()))
                    + "; record what is deployed at " + from + " first");
        }
    }

    private static Hotfix find(LedgerView view, Application application, String name) {
        return view.hotfix(application.name(), name).orElseThrow(() -> {
            List<String> names =
                    view.hotfixes(application.name()).stream().map(Hotfix::name).toList();
            return new InvalidInputException(application.name() + " has no hotfix " + Names.quote(name) + "; "
                    + (names.isEmpty() ? "none was started" : "there are " + String.join(", ", names)));
        });
    }

    private PushIntent intend(
            LedgerTransaction tx,
            Actor actor,
            @CheckForNull String key,
            Application application,
            Kind kind,
            List<RefMove> refs,
            Map<String, String> details) {
        services.remember(tx, services.now(), actor, null);
        PushIntent intent = new PushIntent(
                tx.next(Counter.PUSH_INTENT),
                application.name(),
                kind,
                List.of(),
                refs,
                details,
                services.now(),
                actor.name(),
                null,
                null);
        tx.append(services.now(), actor.name(), key, new Event.PushIntended(intent));
        return intent;
    }

    private void pushed(PushIntent intent, LineRepository repository, String what) {
        PushIntent.Outcome outcome = execution.pushes().push(intent, repository).outcome();
        if (outcome != PushIntent.Outcome.DONE) {
            throw new RefusedException(
                    what + " changed nothing: the push was " + outcome + "; look at the branches and" + " try again");
        }
    }

    /** The environments at the start of the pipeline that lead to this one. */
    private static List<String> starts(Application application, String environment) {
        List<String> all = new ArrayList<>(application.upstream(environment));
        all.add(environment);
        return all.stream()
                .filter(one -> application.stage(one).after().isEmpty())
                .toList();
    }

    private Release again(
            LedgerView view, Application application, Promotion cancelled, String commit, LineRepository repository) {
        return planner.release(
                view,
                application,
                cancelled.version(),
                view.release(cancelled.fingerprint()).orElseThrow().artifacts(),
                commit,
                repository.sharedTree(commit, application.requiredGit().environmentPaths()));
    }

    private long request(LedgerTransaction tx, Actor actor, String application, Again again) {
        services.remember(tx, services.now(), actor, again.release());
        long id = tx.next(Counter.PROMOTION);
        tx.append(
                services.now(),
                actor.name(),
                null,
                new Event.PromotionRequested(
                        id,
                        application,
                        List.of(),
                        again.start(),
                        again.release().fingerprint(),
                        again.release().version(),
                        again.commit(),
                        PromotionKind.FORWARD,
                        null));
        return id;
    }

    private HotfixResult result(
            Application application, String name, List<PromotionResult> resumed, List<String> notes) {
        Hotfix hotfix = services.ledger().read(view -> find(view, application, name));
        return new HotfixResult(hotfix, resumed, notes);
    }

    private String branch(String environment) {
        return services.configuration().environment(environment).branch();
    }
}
