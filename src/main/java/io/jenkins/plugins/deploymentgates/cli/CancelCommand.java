package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cancel}: calls a promotion off. */
@Command(
        name = "cancel",
        description = "Call off a promotion that was not carried out yet.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates cancel 7")
final class CancelCommand extends Verb {
    @Parameters(index = "0", paramLabel = "PROMOTION", description = "Its number, as 'waiting' lists it.")
    long promotion;

    CancelCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        PromotionResult result = session().deeds().cancel(promotion);
        return show(result, show -> show.promotion(result), CommandLineTool.DONE);
    }
}
