package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** Another process with the same ledger: holds an environment's lock until its input ends, or appends deployments. */
public final class LedgerProcess {
    private static final String VARIABLE = "LEDGER";
    private static final String READY = "ready\n";

    private LedgerProcess() {}

    public static void main(String[] arguments) throws IOException {
        int deployments = Integer.parseInt(arguments[0]);
        try (Ledger ledger = Ledgers.open(System.getenv(VARIABLE));
                Ledger.EnvironmentLock lock = ledger.lock("shop", arguments[1])) {
            System.out.print(READY);
            System.out.flush();
            if (deployments == 0) {
                while (System.in.read() >= 0) {
                    // Until the parent closes its end.
                }
            }
            for (int i = 0; i < deployments; i++) {
                deploy(ledger, arguments[1]);
            }
        }
    }

    /** Appends a deployment with the next id. */
    static long deploy(Ledger ledger, String environment) {
        return ledger.write(transaction -> {
            long id = transaction.next(LedgerTransaction.Counter.DEPLOYMENT);
            transaction.append(
                    Instant.parse("2026-03-02T10:00:00Z"),
                    "ci",
                    null,
                    new Event.DeploymentCreated(
                            id, "shop", environment, "f1", "1.0", null, Deployment.Cause.RECORD, null, null));
            return id;
        });
    }

    /**
     * Starts it, and returns once it has the lock of shop in the environment.
     *
     * @param url with user and password
     * @param deployments how many to append; with none, it only holds the lock
     */
    static Process start(String url, int deployments, String environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        Integer.toString(deployments),
                        environment)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(VARIABLE, url);
        Process process = builder.start();
        byte[] said = process.getInputStream().readNBytes(READY.length());
        if (!READY.equals(new String(said, StandardCharsets.UTF_8))) {
            throw new IOException("the child process has no lock");
        }
        return process;
    }
}
