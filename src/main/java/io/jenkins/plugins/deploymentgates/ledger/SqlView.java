package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions as SQL, on the connection's transaction. Text is sorted here: databases do not agree on its order. */
class SqlView implements LedgerView {
    private static final String CELLS = "SELECT " + Rows.CURRENT_DEPLOYMENT + ", l.base,"
            + " (SELECT COUNT(*) FROM promotion p WHERE p.application = c.application"
            + " AND p.environment = c.environment AND p.ended_at IS NULL AND p.status = 'WAITING'), "
            + Rows.DRIFT
            + " FROM cell c JOIN deployment d ON d.id = " + Rows.NEWEST_OF_CELL + " LEFT JOIN line_left l"
            + " ON l.application = c.application AND l.environment = c.environment LEFT JOIN drift t"
            + " ON t.application = c.application AND t.environment = c.environment AND t.deployment = d.id";
    private static final Comparator<Deployment> BY_PLACE =
            Comparator.comparing(Deployment::application).thenComparing(Deployment::environment);

    private final Sql sql;

    @CheckForNull
    private final Matrix matrix;

    private boolean over;

    /** @param matrix what is known from other views, or {@code null} where uncommitted changes are seen */
    SqlView(Sql sql, @CheckForNull Matrix matrix) {
        this.sql = sql;
        this.matrix = matrix;
    }

    /** Refuses all further questions: the transaction they would be answered from is gone. */
    final void end() {
        over = true;
    }

    /** The connection, as long as the work lasts. */
    final Sql sql() {
        if (over) {
            throw new IllegalStateException("the ledger is asked after the work it was handed to has ended");
        }
        return sql;
    }

    @Override
    public Optional<Release> release(String fingerprint) {
        return new ReleaseQuestions(sql()).release(fingerprint);
    }

    @Override
    public List<Release> releases(String application, String version) {
        return new ReleaseQuestions(sql()).releases(application, version);
    }

    @Override
    public Optional<Long> releaseSequence(String fingerprint) {
        return new ReleaseQuestions(sql()).sequence(fingerprint);
    }

    @Override
    public Optional<Deployment> deployment(long id) {
        return new DeploymentQuestions(sql()).deployment(id);
    }

    @Override
    public Optional<Deployment> current(String application, String environment) {
        return new DeploymentQuestions(sql()).current(application, environment);
    }

    @Override
    public List<Deployment> deployments(
            @CheckForNull String application, @CheckForNull String environment, long beforeId, int limit) {
        return new DeploymentQuestions(sql()).history(application, environment, beforeId, limit);
    }

    @Override
    public List<Deployment> deploymentsOf(String application, String environment, String fingerprint, int limit) {
        return new DeploymentQuestions(sql()).of(application, environment, fingerprint, limit);
    }

    @Override
    public List<Deployment> goodDeployments(String application, String environment, int limit) {
        return new DeploymentQuestions(sql()).good(application, environment, limit);
    }

    @Override
    public Optional<Deployment> evidenceForArtifact(
            String application, String environment, Module module, String version) {
        return new DeploymentQuestions(sql()).evidence(application, environment, module, version);
    }

    @Override
    public List<Deployment> deploymentsAt(Instant instant, @CheckForNull String application) {
        return new DeploymentQuestions(sql()).at(instant, application);
    }

    @Override
    public List<Deployment> deploymentsBetween(@CheckForNull String application, Instant from, Instant to) {
        return new DeploymentQuestions(sql()).between(application, from, to);
    }

    @Override
    public List<Deployment> deploymentsDuring(
            @CheckForNull String application, @CheckForNull String environment, Instant from, Instant to) {
        return new DeploymentQuestions(sql()).during(application, environment, from, to);
    }

    @Override
    public Optional<RecordedArtifact> artifact(long id) {
        return new FlowQuestions(sql()).artifact(id);
    }

    @Override
    public Optional<RecordedArtifact> artifact(String group, String name, String version) {
        return new FlowQuestions(sql()).artifact(group, name, version);
    }

    @Override
    public List<RecordedArtifact> artifacts(String group, String name, long offset, int limit) {
        return new FlowQuestions(sql()).artifacts(group, name, offset, limit);
    }

    @Override
    public Optional<Flow> flow(long id) {
        return new FlowQuestions(sql()).flow(id);
    }

    @Override
    public List<Flow> flows(@CheckForNull Collection<String> applications, long offset, int limit) {
        return new FlowQuestions(sql()).flows(applications, offset, limit);
    }

    @Override
    public List<Flow> flowsOf(long artifact) {
        return new FlowQuestions(sql()).flowsOf(artifact);
    }

    @Override
    public List<Deployment> flowDeployments(
            @CheckForNull Collection<String> applications, @CheckForNull String environment, long offset, int limit) {
        return new FlowQuestions(sql()).deployments(applications, environment, offset, limit);
    }

    @Override
    public List<Deployment> flowDeployments(String application, String environment, String fingerprint) {
        return new FlowQuestions(sql()).deployments(application, environment, fingerprint);
    }

    @Override
    public List<Verification> verifications(long deployment) {
        return sql().list(
                        "SELECT " + Rows.VERIFICATION + " FROM verification WHERE deployment = ? ORDER BY id",
                        Rows::verification,
                        deployment);
    }

    @Override
    public Optional<FailureAnswer> failureAnswer(long deployment) {
        return sql().first(
                        "SELECT " + Rows.FAILURE_ANSWER + " FROM failure_answer WHERE deployment = ?",
                        Rows::failureAnswer,
                        deployment);
    }

    @Override
    public Optional<FailureAnswer> failureBehind(long promotion) {
        return sql().first(
                        "SELECT " + Rows.FAILURE_ANSWER + " FROM failure_answer WHERE promotion = ?",
                        Rows::failureAnswer,
                        promotion);
    }

    @Override
    public Optional<Promotion> promotion(long id) {
        return new PromotionQuestions(sql()).promotion(id);
    }

    @Override
    public List<Promotion> openPromotions(@CheckForNull String application) {
        return new PromotionQuestions(sql()).open(application);
    }

    @Override
    public List<Promotion> promotions(String application, String environment, int limit) {
        return new PromotionQuestions(sql()).into(application, environment, limit);
    }

    @Override
    public Optional<Grounds> grounds(long promotion) {
        return new PromotionQuestions(sql()).grounds(promotion);
    }

    @Override
    public List<Approval> approvals(long promotion) {
        return new PromotionQuestions(sql()).approvals(promotion);
    }

    @Override
    public Optional<Hold> hold(String environment) {
        return new HoldQuestions(sql()).hold(environment);
    }

    @Override
    public List<Hold> holds() {
        return new HoldQuestions(sql()).holds();
    }

    @Override
    public List<HoldSpan> holdsDuring(Instant from, Instant to) {
        return new HoldQuestions(sql()).during(from, to);
    }

    @Override
    public Optional<String> lineBase(String application, String environment) {
        return sql().first(
                        "SELECT base FROM line_left WHERE application = ? AND environment = ?",
                        row -> row.getString(1),
                        application,
                        environment);
    }

    @Override
    public Optional<DriftNote> drift(String application, String environment) {
        return sql().first(
                        "SELECT " + Rows.DRIFT + " FROM drift t WHERE t.application = ? AND t.environment = ?",
                        row -> Rows.drift(row, 0),
                        application,
                        environment);
    }

    @Override
    public Optional<Hotfix> activeHotfix(String application) {
        return new HotfixQuestions(sql()).active(application);
    }

    @Override
    public Optional<Hotfix> hotfix(String application, String name) {
        return new HotfixQuestions(sql()).hotfix(application, name);
    }

    @Override
    public List<Hotfix> hotfixes(String application) {
        return new HotfixQuestions(sql()).hotfixes(application);
    }

    @Override
    public List<PushIntent> openIntents() {
        return sql().list(
                        "SELECT " + Rows.INTENT + " FROM push_intent WHERE settled IS NULL ORDER BY id", Rows::intent);
    }

    @Override
    public Optional<PushIntent> intent(long id) {
        return sql().first("SELECT " + Rows.INTENT + " FROM push_intent WHERE id = ?", Rows::intent, id);
    }

    @Override
    public List<BuildLink> buildsOfDeployment(long deployment) {
        return new BuildQuestions(sql()).ofDeployment(deployment);
    }

    @Override
    public Map<Long, List<BuildLink>> buildsOfCurrent(@CheckForNull String application) {
        return new BuildQuestions(sql()).ofCurrent(application);
    }

    @Override
    public List<BuildLink> buildsOfPromotion(long promotion) {
        return new BuildQuestions(sql()).ofPromotion(promotion);
    }

    @Override
    public List<BuildLink> buildsOfJob(String job, long beforeSequence, int limit) {
        return new BuildQuestions(sql()).ofJob(job, beforeSequence, limit);
    }

    @Override
    public List<BuildLink> build(String job, int number) {
        return new BuildQuestions(sql()).build(job, number);
    }

    @Override
    public List<BuildLink> buildsNamed(String job, int number) {
        return new BuildQuestions(sql()).named(job, number);
    }

    @Override
    public Map<String, Set<String>> jobsByApplication() {
        return new BuildQuestions(sql()).jobsByApplication();
    }

    @Override
    public List<Cell> cells(@CheckForNull String application) {
        return matrix != null && application == null ? matrix.cells(this) : queryCells(application);
    }

    /** The applications that events after this one are about. */
    final List<String> applicationsAfter(long sequence) {
        return sql().list(
                        "SELECT DISTINCT application FROM events WHERE sequence > ? AND application IS NOT NULL",
                        row -> row.getString(1),
                        sequence);
    }

    /** The cells as the database has them. */
    final List<Cell> queryCells(@CheckForNull String application) {
        Sql.Row<Cell> mapper = row -> new Cell(
                Rows.deployment(row),
                row.getString(Rows.DEPLOYMENT_COLUMNS + 1),
                row.getInt(Rows.DEPLOYMENT_COLUMNS + 2),
                Rows.drift(row, Rows.DEPLOYMENT_COLUMNS + 2));
        List<Cell> found = application == null
                ? sql().list(CELLS, mapper)
                : sql().list(CELLS + " WHERE c.application = ?", mapper, application);
        found.sort(Comparator.comparing(Cell::deployment, BY_PLACE));
        return found;
    }

    @Override
    public boolean hasConfiguration(String checksum) {
        return new ConfigurationQuestions(sql()).has(checksum);
    }

    @Override
    public Optional<String> configuration(String checksum) {
        return new ConfigurationQuestions(sql()).text(checksum);
    }

    @Override
    public Optional<Long> configurationSequence(String checksum) {
        return new ConfigurationQuestions(sql()).sequence(checksum);
    }

    @Override
    public Optional<StoredConfiguration> configurationBefore(long sequence) {
        return new ConfigurationQuestions(sql()).before(sequence);
    }

    @Override
    public WebhookView webhooks() {
        return new SqlWebhooks(this::sql);
    }

    @Override
    public List<LedgerEvent> events(long afterSequence, int limit) {
        return sql()
                .list(
                        "SELECT " + EventRow.COLUMNS + " FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?",
                        EventRow::read,
                        afterSequence,
                        limit)
                .stream()
                .map(EventRow::decoded)
                .toList();
    }

    @Override
    public long head() {
        return sql().number("SELECT COALESCE(MAX(sequence), 0) FROM events");
    }

    @Override
    public List<AccessToken> tokens() {
        return TokenTable.all(sql());
    }

    @Override
    public Optional<AccessToken> token(String id) {
        return TokenTable.get(sql(), id);
    }
}
