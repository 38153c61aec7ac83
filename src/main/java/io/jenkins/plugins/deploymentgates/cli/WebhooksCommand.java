package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code webhooks}: how webhooks are; holds what one does with them. */
@Command(
        name = "webhooks",
        description = {
            "List the webhooks of the configuration and how each is.",
            "Events are sent by 'serve', by Jenkins, and by 'webhooks deliver'; until then they wait in the ledger."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates webhooks",
            "  deployment-gates webhooks deliver",
            "  deployment-gates webhooks dead",
            "  deployment-gates webhooks resend --all"
        })
final class WebhooksCommand extends Verb {
    WebhooksCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<WebhookStatus> webhooks = session().deeds().webhooks();
        return show(webhooks, show -> print(show, webhooks), CommandLineTool.DONE);
    }

    static void print(Show show, List<WebhookStatus> webhooks) {
        if (webhooks.isEmpty()) {
            show.line("no webhook is configured");
            return;
        }
        Table table = new Table("URL", "FORMAT", "STATE", "WAITING", "DEAD", "DELIVERED", "NEXT ATTEMPT", "PROBLEM");
        for (WebhookStatus webhook : webhooks) {
            table.row(
                    webhook.url(),
                    Show.word(webhook.format()),
                    webhook.state().name(),
                    String.valueOf(webhook.waiting()),
                    String.valueOf(webhook.dead()),
                    webhook.deliveredAt() == null ? "never" : show.age(webhook.deliveredAt()) + " ago",
                    webhook.nextAttempt() == null ? "" : show.instant(webhook.nextAttempt()),
                    webhook.problem());
        }
        show.table(table, "");
    }
}
