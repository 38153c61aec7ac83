package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import io.jenkins.plugins.deploymentgates.promotion.forge.ForgeBusyException;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The merged pull requests that commits came in by, for the tickets that their titles and branches name. What a server said
 * is kept for ten minutes; one in trouble is not asked again for a minute, or as long as it wishes. Never fails: what could
 * not be found out is told. Asks over the network, so not inside a transaction of the ledger. Thread-safe.
 */
public final class CommitPullRequests {
    /** Of more commits only the newest are asked about. */
    public static final int MOST = 50;

    /** How long all questions that belong together may take. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOGGER = LoggerFactory.getLogger(CommitPullRequests.class);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Services services;
    private final ForgeAccess forges;
    private final WebCalls calls;
    private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /** @param calls lets all questions take no longer than {@link #PATIENCE} */
    CommitPullRequests(Services services, ForgeAccess forges, WebCalls calls) {
        this.services = services;
        this.forges = forges;
        this.calls = calls;
    }

    /**
     * What was found.
     *
     * @param texts titles and source branches of the pull requests, each once
     * @param untold why not all are known; {@code null} when they are, or when there is no server to ask
     */
    public record Found(List<String> texts, @CheckForNull String untold) {
        /** Where there is nothing to ask. */
        public static final Found NONE = new Found(List.of(), null);

        public Found {
            texts = List.copyOf(texts);
        }
    }

    private record Asked(String application, String commit) {}

    private record Answer(List<String> texts, Instant until) {}

    private record Trouble(String why, Instant until) {}

    /**
     * Asks about the commits that a plan brings.
     *
     * @param plan not asked for where the application has no such server
     */
    Found of(Application application, Supplier<Plan> plan) {
        if (isWithout(application)) {
            return Found.NONE;
        }
        Line line;
        try {
            line = plan.get().line();
        } catch (DeploymentGatesException e) {
            // Whoever plans next says so, and knows what follows from it.
            return Found.NONE;
        }
        return line == null ? Found.NONE : of(application, line.incoming());
    }

    /**
     * Asks about commits of the application's own repository.
     *
     * @param commits newest first
     */
    public Found of(Application application, List<Line.Commit> commits) {
        if (isWithout(application) || commits.isEmpty()) {
            return Found.NONE;
        }
        Instant now = services.now();
        answers.values().removeIf(answer -> !answer.until().isAfter(now));
        troubles.values().removeIf(trouble -> !trouble.until().isAfter(now));
        List<String> asked =
                commits.stream().limit(MOST).map(Line.Commit::id).distinct().toList();
        List<String> open = asked.stream()
                .filter(commit -> !answers.containsKey(new Asked(application.name(), commit)))
                .toList();
        if (!open.isEmpty() && !troubles.containsKey(application.name())) {
            ask(application, open, now);
        }
        Set<String> texts = new LinkedHashSet<>();
        boolean all = true;
        for (String commit : asked) {
            Answer answer = answers.get(new Asked(application.name(), commit));
            all &= answer != null;
            if (answer != null) {
                texts.addAll(answer.texts());
            }
        }
        Trouble trouble = all ? null : troubles.get(application.name());
        String limit = commits.size() > MOST
                ? "only the newest " + MOST + " of " + commits.size() + " commits were asked about"
                : null;
        return new Found(List.copyOf(texts), trouble == null ? limit : trouble.why());
    }

    private static boolean isWithout(Application application) {
        GitSettings git = application.git();
        return git == null || git.forge() == null;
    }

    private void ask(Application application, List<String> commits, Instant now) {
        try {
            Forge forge = forges.source(application);
            List<Callable<Boolean>> questions = new ArrayList<>();
            commits.forEach(commit -> questions.add(() -> ask(application, forge, commit, now)));
            if (calls.all(questions).stream().anyMatch(Optional::isEmpty)) {
                trouble(
                        application,
                        "the server did not tell of all commits within " + PATIENCE.toSeconds() + " seconds",
                        now.plus(PAUSE));
            }
        } catch (DeploymentGatesException e) {
            trouble(application, e.getMessage(), now.plus(PAUSE));
        }
    }

    /** One commit, unless the server is in trouble already. */
    private boolean ask(Application application, Forge forge, String commit, Instant now) {
        if (troubles.containsKey(application.name())) {
            return false;
        }
        try {
            List<String> texts = new ArrayList<>();
            for (PullRequest one : forge.ofCommit(commit)) {
                if (one.state() == PullRequest.State.MERGED && !isPromotion(application, one)) {
                    texts.add(one.title());
                    texts.add(one.sourceBranch());
                }
            }
            answers.put(new Asked(application.name(), commit), new Answer(texts, now.plus(KEPT)));
            return true;
        } catch (ForgeBusyException e) {
            trouble(application, e.getMessage(), e.again());
        } catch (DeploymentGatesException e) {
            trouble(application, e.getMessage(), now.plus(PAUSE));
        }
        return false;
    }

    private void trouble(Application application, String why, Instant until) {
        if (troubles.putIfAbsent(application.name(), new Trouble(why, until)) == null) {
            LOGGER.warn("The pull requests behind commits of {} are not known: {}", application.name(), why);
        }
    }

    /** Those that promotions open bring the commits of others, and name no ticket of their own. */
    private static boolean isPromotion(Application application, PullRequest one) {
        ForgeSettings forge = application.git().forge();
        PullRequestSettings settings = forge == null ? null : forge.pullRequests();
        if (settings == null) {
            return false;
        }
        String before = settings.branch().replaceFirst("\\{.*", "");
        return !before.isEmpty() && one.sourceBranch().startsWith(before);
    }
}
