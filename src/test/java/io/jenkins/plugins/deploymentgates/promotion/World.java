package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.LedgerVerifier;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything a promotion happens in, for real: a bare repository, a ledger in a file, a configuration, and a clock that
 * stands still. Verbs play the people and the build pipelines.
 */
public final class World implements AutoCloseable, DuePromotions.Host {
    public static final Instant BEGIN = Instant.parse("2026-03-03T09:00:00Z");
    public static final Actor ANN = Actor.person("ann", Set.of("developers"));
    public static final Actor BOB = Actor.person("bob", Set.of("release-managers"));
    public static final Actor CAT = Actor.person("cat", Set.of("release-managers"));

    /** The pipeline of the design: six environments, two of them side by side. */
    public static final String SHOP =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api, com.acme:shop-web]
                git:
                  repository: ORIGIN
                  environmentPaths: ["variants/{environment}/**"]
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  integration: {after: [qa]}
                  load: {after: [qa], verifications: [load-test]}
                  staging-eu: {after: [integration, load]}
                  prod-eu: {after: [staging-eu]}
            environments:
              staging-eu: {tier: staging}
              prod-eu: {tier: production}
            """;

    /** Two regions behind one test environment, and people with different permissions. */
    public static final String REGIONS =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api]
                git: {repository: ORIGIN}
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod-eu: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              prod-eu: {tier: production}
              prod-us: {tier: production}
            permissions:
              override: [release-managers]
            """;

    private final Path folder;
    private final Origin origin;
    private final SettableClock clock;
    private final Configuration configuration;
    private final Ledger ledger;
    private final Engine engine;

    private World(Path folder, Origin origin, String yaml, SettableClock clock, Progress progress) {
        this.folder = folder;
        this.origin = origin;
        this.clock = clock;
        this.configuration = configuration(folder, yaml);
        this.ledger = ledger(folder);
        this.engine = engine(progress);
    }

    /**
     * Makes a world in an empty folder; each environment's branch is at the first commit of {@code main}.
     *
     * @param yaml the configuration, with {@code ORIGIN} for the path of the repository
     */
    public static World create(Path folder, String yaml) {
        return create(folder, yaml, Progress.NONE);
    }

    public static World create(Path folder, String yaml, Progress progress) {
        Origin origin = Origin.create(folder.resolve("deploy.git"));
        World world = new World(folder, origin, yaml, new SettableClock(BEGIN), progress);
        world.configuration.environments().values().forEach(one -> origin.set(one.branch(), origin.head("main")));
        return world;
    }

    /** Opens the world in a folder again, as another process would. */
    public static World reopen(Path folder, String yaml, Progress progress) {
        return new World(folder, Origin.at(folder.resolve("deploy.git")), yaml, new SettableClock(BEGIN), progress);
    }

    private static Configuration configuration(Path folder, String yaml) {
        return new ConfigurationReader()
                .parse(
                        "gates.yaml",
                        yaml.replace("ORIGIN", folder.resolve("deploy.git").toString()));
    }

    public static Path ledgerFile(Path folder) {
        return folder.resolve("ledger").resolve("gates.db");
    }

    private static Ledger ledger(Path folder) {
        try {
            Files.createDirectories(folder.resolve("ledger"));
            return Ledgers.open(ledgerFile(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another engine over the same ledger and repository that tells of its progress. */
    public Engine engine(Progress progress) {
        return new Engine(
                configuration,
                ledger,
                new GitRepositories(folder.resolve("ledger").resolve("git"), clock, System::getenv),
                clock,
                progress);
    }

    public Path folder() {
        return folder;
    }

    public Origin origin() {
        return origin;
    }

    @Override
    public SettableClock clock() {
        return clock;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Configuration configuration() {
        return configuration;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    /** Commits the version to {@code main}, as a build of the application would. */
    public String commit(String version) {
        clock.advance(Duration.ofMinutes(1));
        return origin.commit("main", "Shop " + version, Map.of("app.yaml", "version: " + version + "\n"));
    }

    /** The artifacts of a version. */
    public List<Artifact> artifacts(String version) {
        return configuration.application("shop").artifacts().stream()
                .map(module -> new Artifact(module, version, null, null))
                .toList();
    }

    /** Promotes what is on {@code main} to the first environment, labelled with the version. */
    public PromotionResult enter(String environment, String version) {
        return engine.promotions()
                .promote(
                        ANN,
                        new PromoteRequest("shop", environment, null, version, artifacts(version), false, null, null));
    }

    public PromotionResult promote(String environment) {
        return engine.promotions().promote(ANN, PromoteRequest.of("shop", environment));
    }

    /** Reports that what is in the environment was delivered. */
    public RecordResult deliver(String environment) {
        clock.advance(Duration.ofMinutes(1));
        return engine.recordings()
                .record(
                        ANN,
                        new RecordRequest(
                                "shop",
                                environment,
                                current(environment).version(),
                                List.of(),
                                null,
                                DeploymentStatus.COMPLETED,
                                "",
                                null));
    }

    /** Reports that every required check passed there. */
    public RecordResult verify(String environment) {
        RecordResult last = null;
        for (String check : configuration.application("shop").requiredChecks(environment)) {
            last = check(environment, check, true);
        }
        return last;
    }

    public RecordResult check(String environment, String check, boolean passed) {
        clock.advance(Duration.ofMinutes(1));
        return engine.recordings().verify(ANN, new VerifyRequest("shop", environment, check, passed, null, null));
    }

    /** Commits a version and carries it, delivered and verified, through these environments. */
    public String carry(String version, String... environments) {
        String commit = commit(version);
        for (String environment : environments) {
            if (configuration.application("shop").stage(environment).after().isEmpty()) {
                enter(environment, version);
            } else {
                promote(environment);
            }
            deliver(environment);
            verify(environment);
        }
        return commit;
    }

    public Deployment current(String environment) {
        return read(view -> view.current("shop", environment).orElseThrow());
    }

    /** What is where: {@code version STATUS} by environment. */
    public Map<String, String> matrix() {
        Map<String, String> cells = new TreeMap<>();
        read(view -> view.cells("shop"))
                .forEach(cell -> cells.put(
                        cell.deployment().environment(),
                        cell.deployment().version() + " " + cell.deployment().status()));
        return cells;
    }

    /** How a promotion stands: {@code STATUS: reason}. */
    public String standing(long promotion) {
        Promotion found = read(view -> view.promotion(promotion).orElseThrow());
        return found.status() + ": " + found.reason();
    }

    /** Where the environment's branch left the line, if it did. */
    public Optional<String> lineBase(String environment) {
        return read(view -> view.lineBase("shop", environment));
    }

    public long head() {
        return read(LedgerView::head);
    }

    /** The types of the events after a sequence number. */
    public List<String> types(long after) {
        return read(view -> view.events(after, 10_000)).stream()
                .map(event -> event.event().type())
                .toList();
    }

    @Override
    public <T> T read(Function<LedgerView, T> work) {
        return ledger.read(work);
    }

    public <T> List<T> list(Function<LedgerView, List<T>> work) {
        return ledger.read(work);
    }

    /** What is wrong with the chain of events and the derived tables. */
    public List<String> findings() {
        return LedgerVerifier.verify(LedgerAddress.of(ledgerFile(folder).toString()), checked -> {})
                .findings();
    }

    /** The content of every file of the world by its path, but for the two files SQLite keeps for those who read. */
    public Map<String, String> everyByte() {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> found = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ledger.close();
    }
}
