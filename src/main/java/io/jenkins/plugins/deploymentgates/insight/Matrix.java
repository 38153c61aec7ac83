package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView.Cell;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is where now: applications by environments, both in the order of the configuration. Costs what is shown, not what
 * is in the history.
 *
 * @param at the instant that ages are counted to
 */
public record Matrix(Instant at, List<Row> rows) {
    public Matrix {
        rows = List.copyOf(rows);
    }

    /** What a deployment is called where another is known. */
    private interface Labels {
        String beside(Deployment one, @CheckForNull Deployment other);
    }

    /** The label of a deployment's release beside that of another, for which the ledger is asked only where it has to be. */
    static String label(LedgerView view, Deployment one, @CheckForNull Deployment other) {
        boolean same = other == null
                || !one.version().equals(other.version())
                || one.fingerprint().equals(other.fingerprint());
        return same
                ? one.version()
                : view.release(one.fingerprint())
                        .orElseThrow()
                        .labelBeside(view.release(other.fingerprint()).orElseThrow());
    }

    /** One application and its environments, upstream before downstream. */
    public record Row(String application, List<Place> places) {
        public Row {
            places = List.copyOf(places);
        }
    }

    /**
     * One application in one environment.
     *
     * @param after the environments directly upstream
     * @param deployment what is there; {@code null} when nothing was recorded yet
     * @param since when it came to its present status; {@code null} without a deployment
     * @param hold the stop sign on the environment, if there is one
     * @param waiting promotions into it that wait, oldest first
     * @param offLine the commit where its branch left the line of history; {@code null} when it is on the line
     * @param newer what is verified directly upstream and is another release than this one
     * @param behind how many commits it is behind the upstream environment that is furthest ahead; {@code null} unless
     *     Git was asked and knows
     * @param drift how Git differs from the deployment, as far as that was found out and recorded
     */
    public record Place(
            String environment,
            String tier,
            List<String> after,
            @CheckForNull Deployment deployment,
            @CheckForNull Instant since,
            @CheckForNull Hold hold,
            List<Promotion> waiting,
            @CheckForNull String offLine,
            List<Upstream> newer,
            @CheckForNull Integer behind,
            @CheckForNull DriftNote drift) {
        public Place {
            after = List.copyOf(after);
            waiting = List.copyOf(waiting);
            newer = List.copyOf(newer);
        }

        /** How long it has been in its present status; {@code null} without a deployment. */
        @CheckForNull
        public Duration age(Instant now) {
            return since == null ? null : Duration.between(since, now);
        }

        /** What there is to say besides version and state, the most urgent first. */
        public List<String> notes() {
            return MatrixNotes.of(this);
        }
    }

    /**
     * A release upstream.
     *
     * @param label the version, and what tells it from what is here where that has the same one
     */
    public record Upstream(String environment, String version, String label) {}

    /** Counts commits; asks Git. */
    public interface CommitCount {
        /** Knows nothing: for a matrix from the ledger alone. */
        CommitCount NONE = (application, environment, from, to) -> OptionalInt.empty();

        /**
         * How many commits that concern an environment are in {@code to} and not in {@code from}; empty when either is
         * unknown.
         */
        OptionalInt between(Application application, String environment, String from, String to);
    }

    /**
     * Reads the matrix.
     *
     * @param application the one to show, or {@code null} for all
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when there is no such application
     */
    public static Matrix read(
            LedgerView view,
            Configuration configuration,
            @CheckForNull String application,
            Instant now,
            CommitCount commits) {
        Collection<Application> shown = application == null
                ? configuration.applications().values()
                : List.of(configuration.application(application));
        Map<Key, Cell> cells = view.cells(application).stream()
                .collect(Collectors.toMap(
                        cell -> new Key(
                                cell.deployment().application(),
                                cell.deployment().environment()),
                        Function.identity()));
        Map<Key, List<Promotion>> waiting = new HashMap<>();
        for (Promotion promotion : view.openPromotions(application)) {
            if (promotion.status() == PromotionStatus.WAITING) {
                waiting.computeIfAbsent(new Key(promotion.application(), promotion.to()), key -> new ArrayList<>())
                        .add(promotion);
            }
        }
        Map<String, Hold> holds =
                view.holds().stream().collect(Collectors.toMap(Hold::environment, Function.identity()));
        List<Row> rows = new ArrayList<>();
        for (Application one : shown) {
            List<Place> places = new ArrayList<>();
            for (Application.Stage stage : one.pipeline().values()) {
                Key key = new Key(one.name(), stage.environment());
                places.add(place(
                        configuration,
                        one,
                        stage,
                        cells,
                        holds.get(stage.environment()),
                        waiting.getOrDefault(key, List.of()),
                        commits,
                        (there, here) -> label(view, there, here)));
            }
            rows.add(new Row(one.name(), places));
        }
        return new Matrix(now, rows);
    }

    private static Place place(
            Configuration configuration,
            Application application,
            Application.Stage stage,
            Map<Key, Cell> cells,
            @CheckForNull Hold hold,
            List<Promotion> waiting,
            CommitCount commits,
            Labels labels) {
        Cell cell = cells.get(new Key(application.name(), stage.environment()));
        Deployment here = cell == null ? null : cell.deployment();
        List<Upstream> newer = new ArrayList<>();
        Integer behind = null;
        for (String upstream : stage.after()) {
            Cell other = cells.get(new Key(application.name(), upstream));
            if (other == null) {
                continue;
            }
            Deployment there = other.deployment();
            if (there.isEvidence() && (here == null || !there.fingerprint().equals(here.fingerprint()))) {
                newer.add(new Upstream(upstream, there.version(), labels.beside(there, here)));
            }
            if (here != null && here.commit() != null && there.commit() != null) {
                OptionalInt count = commits.between(application, stage.environment(), here.commit(), there.commit());
                if (count.isPresent()) {
                    behind = Math.max(count.getAsInt(), behind == null ? 0 : behind);
                }
            }
        }
        return new Place(
                stage.environment(),
                configuration.environment(stage.environment()).tier(),
                stage.after(),
                here,
                here == null ? null : since(here),
                hold,
                waiting,
                cell == null ? null : cell.lineBase(),
                newer,
                behind,
                cell == null ? null : cell.drift());
    }

    /** When a deployment came to the status it has. */
    static Instant since(Deployment deployment) {
        Instant moved =
                switch (deployment.status()) {
                    case NOT_STARTED, CREATED -> deployment.createdAt();
                    case STARTED -> deployment.startedAt();
                    case COMPLETED -> deployment.completedAt();
                    case VERIFIED -> deployment.verifiedAt();
                    case FAILED -> deployment.failedAt();
                };
        return moved == null ? deployment.createdAt() : moved;
    }

    private record Key(String application, String environment) {}
}
