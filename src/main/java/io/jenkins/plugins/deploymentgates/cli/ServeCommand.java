package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.serve.GatesServer;
import io.jenkins.plugins.deploymentgates.cli.serve.ServeHost;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings;
import io.jenkins.plugins.deploymentgates.cli.serve.ServerSettings.Limits;
import io.jenkins.plugins.deploymentgates.config.Durations;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: answers the HTTP API until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Answer the HTTP API at /api until it is stopped by SIGTERM or Ctrl-C.",
            "Without tokens it is for the user who starts it, on this machine only; see 'token'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates serve",
            "  deployment-gates token create ci --role recorder && deployment-gates serve --bind 0.0.0.0 --port 8443 \\",
            "      --key-store server.p12"
        })
final class ServeCommand extends Verb {
    private static final String PASSWORD = "DEPLOYMENT_GATES_KEY_STORE_PASSWORD";
    private static final String NEVER = "never";

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where to listen; 0 for any that is free (default: 8080).")
    int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; any but this machine's own needs tokens (default: 127.0.0.1).")
    String bind;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description = "Speak TLS with this key (PKCS12 or JKS); its password is in " + PASSWORD + ".")
    @CheckForNull
    Path keyStore;

    @Option(
            names = "--key-store-password-file",
            paramLabel = "FILE",
            description = "The key store's password is the first line of this file.")
    @CheckForNull
    Path passwordFile;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Write a line for each request there, after what is there (default: standard output).")
    @CheckForNull
    Path accessLog;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "So many requests a second of one caller over time (default: 1000).")
    int rate;

    @Option(
            names = "--drift-every",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = {
                "How often Git is compared with what was deployed, such as 30s or 1h; or 'never'",
                "  (default: 10m)."
            })
    String driftEvery;

    ServeCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON when it listens. */
    record Listening(String url, String pages) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        ServerSettings settings = settings();
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = stopping(Thread.currentThread(), ended);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            serve(settings);
        } catch (InterruptedException e) {
            // This is how it is told to stop, and all is closed by now.
            return CommandLineTool.DONE;
        } finally {
            ended.countDown();
            forget(stop);
        }
        return CommandLineTool.DONE;
    }

    private static void forget(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The machine goes down already: whether the hook has run or not, it finds that all has ended.
            return;
        }
    }

    /** Lets the machine go down only after everything was brought to its end. */
    private static Thread stopping(Thread serving, CountDownLatch ended) {
        return new Thread(
                () -> {
                    serving.interrupt();
                    try {
                        ended.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
    }

    private void serve(ServerSettings settings) throws InterruptedException {
        try (PrintWriter log = accessLog == null ? null : log(accessLog);
                Ledger ledger = Ledgers.open(session().ledger());
                GatesServer server = start(settings, ledger, log == null ? out() : log)) {
            Listening listening = new Listening(server.address() + "/api", server.address() + "/");
            show(
                    listening,
                    show -> {
                        show.line("listening on " + listening.url());
                        show.line("the pages are at " + listening.pages());
                    },
                    CommandLineTool.DONE);
            session().host().out().flush();
            new CountDownLatch(1).await();
        }
    }

    private GatesServer start(ServerSettings settings, Ledger ledger, PrintWriter log) {
        ServeHost host = new ServeHost(
                session().configurationPath(),
                ledger,
                session().gitRepositories(),
                session().host().clock());
        return GatesServer.start(
                host,
                settings,
                session().actor().name(),
                Secrets.ofEnvironment(session().host().environment()::apply),
                log);
    }

    private ServerSettings settings() {
        if (port < 0 || port > 65_535) {
            throw new InvalidInputException("--port " + port + " is no port; valid are 0 to 65535");
        }
        if (rate < 1) {
            throw new InvalidInputException("--rate " + rate + " lets nobody in; valid is a whole number from 1");
        }
        return new ServerSettings(
                ServerSettings.address(bind), port, keyStore(), Limits.USUAL.withRate(rate), driftEvery());
    }

    @CheckForNull
    private Duration driftEvery() {
        if (driftEvery.equals(NEVER)) {
            return null;
        }
        try {
            return Durations.parse(driftEvery);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--drift-every: " + e.getMessage() + ", or 'never'");
        }
    }

    @CheckForNull
    private ServerSettings.KeyStoreFile keyStore() {
        if (keyStore == null) {
            if (passwordFile != null) {
                throw new InvalidInputException("--key-store-password-file is for --key-store, which is missing");
            }
            return null;
        }
        return new ServerSettings.KeyStoreFile(keyStore, password());
    }

    private String password() {
        String variable = session().host().environment().apply(PASSWORD);
        if (passwordFile == null) {
            if (variable == null || variable.isEmpty()) {
                throw new InvalidInputException("the key store " + keyStore + " needs its password, in " + PASSWORD
                        + " or in a file that --key-store-password-file names");
            }
            return variable;
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new InvalidInputException("the file " + passwordFile
                    + " that --key-store-password-file names cannot be read: " + FileReason.of(e));
        }
    }

    private static PrintWriter log(Path file) {
        try {
            return new PrintWriter(
                    Files.newBufferedWriter(
                            file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                    true);
        } catch (IOException e) {
            throw new InvalidInputException("the access log " + file + " cannot be written: " + FileReason.of(e));
        }
    }
}
