package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotfix finish}. */
@Command(
        name = "finish",
        description = {"Put the main branch on top of the hotfix. Conflicts are listed and nothing is pushed."},
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates hotfix finish shop pay-twice")
final class HotfixFinishCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "NAME", description = "The name of the hotfix; its branch is hotfix/NAME.")
    String name;

    HotfixFinishCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HotfixResult result = session().deeds().finishHotfix(application, name);
        return show(result, show -> show.hotfix(result), CommandLineTool.DONE);
    }
}
