package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record}: says that something was deployed. */
@Command(
        name = "record",
        description = "Record that a version was deployed into an environment, is being deployed, or failed to be.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates record shop dev 1.4.2 --artifact com.acme:shop-api:1.4.2",
            "  deployment-gates record shop dev 1.4.2 --artifact com.acme:shop-api:1.4.2@sha256:9f86d081",
            "  deployment-gates record shop qa 1.4.2 --status STARTED",
            "  deployment-gates record shop qa 1.4.2 --status FAILED --reason \"disk full\""
        })
final class RecordCommand extends Verb {
    /** What can be recorded; the other statuses come about by themselves. */
    enum Status {
        STARTED,
        COMPLETED,
        FAILED
    }

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "ENV", description = "The environment.")
    String environment;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "The release's label; valid as a Git tag. Not needed with deployment files.")
    @CheckForNull
    String version;

    @Option(
            names = "--artifact",
            paramLabel = "G:N:V[@DIGEST]",
            description = "An artifact of the release; once for each. Without, those of the release with this label.")
    List<String> artifacts = List.of();

    @Option(
            names = "--commit",
            paramLabel = "SHA",
            description = "What was deployed: a commit, tag or branch; else the head of the environment's branch.")
    @CheckForNull
    String commit;

    @Option(
            names = "--status",
            defaultValue = "COMPLETED",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Status status = Status.COMPLETED;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it failed.")
    String reason = "";

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same recording sent twice is one.")
    @CheckForNull
    String key;

    RecordCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        RecordRequest request = new RecordRequest(
                application,
                environment,
                version,
                artifacts(artifacts),
                commit,
                DeploymentStatus.valueOf(status.name()),
                reason,
                key);
        RecordResult result = session().deeds().record(request);
        return show(result, show -> show.recorded(result), CommandLineTool.DONE);
    }
}
