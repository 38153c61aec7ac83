package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.notify.Deliveries;
import io.jenkins.plugins.deploymentgates.notify.Round;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import picocli.CommandLine.Command;

/** {@code webhooks deliver}: sends what is due, where no server runs. */
@Command(
        name = "deliver",
        description = {
            "Send what is due to the webhooks and end; for a timer where no server runs.",
            "Exit code 1 when something has to be tried again or was given up."
        },
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates webhooks deliver")
final class WebhooksDeliverCommand extends Verb {
    WebhooksDeliverCommand(Session session) {
        super(session);
    }

    /** A server delivers of its own accord. */
    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    /** What is printed as JSON. */
    record Delivered(int delivered, int failed, int dead) {}

    @Override
    public Integer call() throws InterruptedException {
        Delivered result;
        try (Deliveries deliveries = new Deliveries(
                session()::configuration,
                session().writing(),
                session().host().clock(),
                Secrets.ofEnvironment(session().host().environment()::apply),
                HttpProxy.ofJava())) {
            Round round = deliveries.deliverDue();
            result = new Delivered(round.deliveredCount(), round.failedCount(), round.deadCount());
        }
        return show(
                result,
                show -> {
                    show.line(Texts.count(result.delivered(), "event") + " delivered, " + result.failed()
                            + " to be tried again, " + result.dead() + " given up");
                    if (result.failed() + result.dead() > 0) {
                        WebhooksCommand.print(show, session().webhooks().list());
                    }
                },
                result.failed() + result.dead() == 0 ? CommandLineTool.DONE : CommandLineTool.REFUSED);
    }
}
