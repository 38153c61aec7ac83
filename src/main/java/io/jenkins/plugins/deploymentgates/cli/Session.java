package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.remote.Connection;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Closing;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What one command works with; each part is opened when it is first needed. A command that only looks opens the ledger
 * for reading, which leaves nothing on the disk. Used by one thread; {@link #close} closes all that was opened.
 */
final class Session implements AutoCloseable {
    private final Host host;
    private final RootCommand options;
    private final ProgressLine progress;
    private final Map<String, LineRepository> repositories = new HashMap<>();

    @CheckForNull
    private Configuration configuration;

    @CheckForNull
    private Deeds deeds;

    @CheckForNull
    private Ledger reading;

    @CheckForNull
    private Ledger writing;

    @CheckForNull
    private Engine engine;

    Session(Host host, RootCommand options) {
        this.host = host;
        this.options = options;
        this.progress = new ProgressLine(host);
    }

    Host host() {
        return host;
    }

    Screen screen() {
        return new Screen(host.colours());
    }

    boolean json() {
        return options.json;
    }

    /** Columns of the window; 0 when nobody watches or it is not known. */
    int width() {
        String columns = host.environment().apply("COLUMNS");
        return host.terminal() && columns != null && columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : 0;
    }

    Path configurationPath() {
        return Path.of(chosen(options.config, "DEPLOYMENT_GATES_CONFIG", "deployment-gates.yaml"));
    }

    /** A file, or a database with what the environment says about the user. */
    LedgerAddress ledger() {
        return LedgerAddress.of(
                chosen(options.ledger, "DEPLOYMENT_GATES_LEDGER", "deployment-gates.db"),
                variable("DEPLOYMENT_GATES_LEDGER_USER"),
                variable("DEPLOYMENT_GATES_LEDGER_PASSWORD"));
    }

    private String chosen(@CheckForNull String option, String variable, String otherwise) {
        if (option != null) {
            return option;
        }
        String value = variable(variable);
        return value == null ? otherwise : value;
    }

    /** An empty variable is none. */
    @CheckForNull
    private String variable(String name) {
        String value = host.environment().apply(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Who does what the commands ask for: the ledger at hand or a server. */
    Deeds deeds() {
        if (deeds == null) {
            Connection server = Where.connection(host, options);
            deeds = server == null ? new LedgerDeeds(this) : new ServerDeeds(this, server);
        }
        return deeds;
    }

    Instant now() {
        return host.clock().instant();
    }

    /** Waits for some time, but not beyond an instant. */
    void pause(Duration time, Instant latest) throws InterruptedException {
        Duration left = Duration.between(now(), latest);
        host.sleeper().sleep(left.compareTo(time) < 0 ? left : time);
    }

    Configuration configuration() {
        if (configuration == null) {
            configuration = new ConfigurationReader().read(configurationPath());
        }
        return configuration;
    }

    Actor actor() {
        String user = options.as == null ? host.user() : options.as;
        return Actor.person(user, configuration().groupsOf(user));
    }

    /** Looks something up in the ledger. */
    <T> T read(Function<LedgerView, T> work) {
        return (writing == null ? reading() : writing).read(work);
    }

    private Ledger reading() {
        if (reading == null) {
            reading = Ledgers.openForReading(ledger());
        }
        return reading;
    }

    /** The ledger, to change something. */
    Ledger writing() {
        if (writing == null) {
            writing = Ledgers.open(ledger());
        }
        return writing;
    }

    /** What is sent to whom, only to look. */
    Webhooks webhooks() {
        return new Webhooks(configuration(), writing == null ? reading() : writing);
    }

    /** What is sent to whom. */
    Webhooks webhooksToChange() {
        return new Webhooks(configuration(), writing());
    }

    /** The use cases, to change something; what a killed process left is brought to an end first. */
    Engine engine() {
        if (engine == null) {
            Configuration checked = configuration();
            engine = new Engine(checked, writing(), gitRepositories(), host.clock(), progress);
            engine.reconciliation().run();
        }
        return engine;
    }

    /** The use cases, only to look. */
    Engine lookingEngine() {
        return engine == null
                ? new Engine(configuration(), reading(), gitRepositories(), host.clock(), progress)
                : engine;
    }

    /** The application's repository, only to look; {@code null} when it has none. */
    @CheckForNull
    LineRepository repository(Application application) {
        if (application.git() == null) {
            return null;
        }
        return repositories.computeIfAbsent(application.name(), name -> {
            progress.say("asking Git about " + name);
            return gitRepositories().openFetched(application.git());
        });
    }

    /** Opens the applications' repositories. */
    GitRepositories gitRepositories() {
        return new GitRepositories(cacheFolder(), host.clock(), host.environment());
    }

    /** Beside a ledger in a file; below the user's cache folder for one in a database. */
    private Path cacheFolder() {
        Path file = ledger().file();
        if (file != null) {
            return Path.of(file + ".git");
        }
        String caches = variable("XDG_CACHE_HOME");
        Path root = caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return root.resolve("deployment-gates");
    }

    /** A line on how far long work is, for a person who watches. */
    ProgressLine progress() {
        return progress;
    }

    @Override
    public void close() {
        progress.clear();
        Closing.all(repositories.values(), LineRepository::close);
        if (reading != null) {
            reading.close();
        }
        if (writing != null) {
            writing.close();
        }
    }
}
