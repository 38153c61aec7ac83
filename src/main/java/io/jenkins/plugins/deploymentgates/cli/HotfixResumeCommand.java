package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hotfix resume}. */
@Command(
        name = "resume",
        description = {"Ask again for the promotions the hotfix cancelled, with their changes on top of it."},
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates hotfix resume shop")
final class HotfixResumeCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    HotfixResumeCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HotfixResult result = session().deeds().resumeHotfix(application);
        return show(result, show -> show.hotfix(result), CommandLineTool.DONE);
    }
}
