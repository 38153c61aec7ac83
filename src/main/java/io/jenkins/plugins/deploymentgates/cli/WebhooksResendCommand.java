package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code webhooks resend}: dead letters are sent again. */
@Command(
        name = "resend",
        description = {
            "Have a dead letter sent again, or all of them; each once.",
            "It is sent by whoever delivers: 'serve', Jenkins, or 'webhooks deliver'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates webhooks resend 0b8f7a52-6d4e-3c0a-9a1f-5f0e6b1f2c3d",
            "  deployment-gates webhooks resend --all && deployment-gates webhooks deliver"
        })
final class WebhooksResendCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ID", arity = "0..1", description = "Which, by the id that 'dead' shows.")
    @CheckForNull
    String id;

    @Option(names = "--all", description = "All of them.")
    boolean all;

    WebhooksResendCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Resent(int count) {}

    @Override
    public Integer call() {
        if (all == (id != null)) {
            throw new InvalidInputException(all ? "name an ID or --all, not both" : "name an ID, or --all");
        }
        Resent resent = new Resent(session().deeds().resend(id));
        return show(
                resent,
                show -> show.line(Texts.count(resent.count(), "dead letter") + " to be sent again"),
                CommandLineTool.DONE);
    }
}
