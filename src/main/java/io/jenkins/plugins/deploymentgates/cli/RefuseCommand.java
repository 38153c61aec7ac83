package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refuse}: says no to a promotion. */
@Command(
        name = "refuse",
        description = "Say no to a promotion that waits; that ends it.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates refuse 7 --reason \"the load test was cut short\"")
final class RefuseCommand extends Verb {
    @Parameters(index = "0", paramLabel = "PROMOTION", description = "Its number, as 'waiting' lists it.")
    long promotion;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    String reason;

    RefuseCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        PromotionResult result = session().deeds().refuse(promotion, reason);
        return show(result, show -> show.promotion(result), CommandLineTool.DONE);
    }
}
