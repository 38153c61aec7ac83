package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotfix start}. */
@Command(
        name = "start",
        description = {
            "Branch from production, cancel running promotions, void evidence upstream, and set the",
            "environments upstream back to production."
        },
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates hotfix start shop pay-twice --from prod-eu")
final class HotfixStartCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the hotfix; its branch is hotfix/NAME.")
    String name;

    @Option(names = "--from", paramLabel = "ENV", required = true, description = "The production environment.")
    String from;

    HotfixStartCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HotfixResult result = session().deeds().startHotfix(application, name, from);
        return show(result, show -> show.hotfix(result), CommandLineTool.DONE);
    }
}
