package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: reports the result of a check. */
@Command(
        name = "verify",
        description = "Report the result of a check on what is in an environment.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates verify shop qa smoke --passed",
            "  deployment-gates verify shop load load-test --failed --url https://ci.example.com/job/load/7"
        })
final class VerifyCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "ENV", description = "The environment.")
    String environment;

    @Parameters(index = "2", paramLabel = "CHECK", description = "The check.")
    String check;

    @ArgGroup(multiplicity = "1")
    Outcome outcome = new Outcome();

    @Option(names = "--url", paramLabel = "URL", description = "Where more can be read.")
    @CheckForNull
    String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same result sent twice is one.")
    @CheckForNull
    String key;

    /** One of the two. */
    static final class Outcome {
        @Option(names = "--passed", required = true, description = "It passed.")
        boolean passed;

        @Option(names = "--failed", required = true, description = "It failed; so does the deployment.")
        boolean failed;
    }

    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        VerifyRequest request = new VerifyRequest(application, environment, check, outcome.passed, url, key);
        RecordResult result = session().deeds().verify(request);
        return show(result, show -> show.recorded(result), CommandLineTool.DONE);
    }
}
