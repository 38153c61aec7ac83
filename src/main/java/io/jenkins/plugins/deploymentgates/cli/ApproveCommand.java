package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approve}: says yes to a promotion. */
@Command(
        name = "approve",
        description = "Say yes to a promotion that waits; it is carried out when that was all it waited for.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates approve 7 --as anna")
final class ApproveCommand extends Verb {
    @Parameters(index = "0", paramLabel = "PROMOTION", description = "Its number, as 'waiting' lists it.")
    long promotion;

    @Option(names = "--reason", paramLabel = "TEXT", description = "A remark.")
    String reason = "";

    ApproveCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        PromotionResult result = session().deeds().approve(promotion, reason);
        return show(result, show -> show.promotion(result), endsWell(result));
    }

    /** The vote was given in any case; what it set off may have failed. */
    private static int endsWell(PromotionResult result) {
        PromotionStatus status = result.promotion().status();
        return status == PromotionStatus.PROMOTED || !status.isFinal() ? CommandLineTool.DONE : CommandLineTool.REFUSED;
    }
}
