package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code release}: takes the stop sign away. */
@Command(
        name = "release",
        description = "Take the hold on an environment away; promotions that waited for it are asked again.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates release prod-eu")
final class ReleaseCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ENV", description = "The environment.")
    String environment;

    ReleaseCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<PromotionResult> moved = session().deeds().release(environment);
        return show(
                moved,
                show -> {
                    show.line(environment + ": released");
                    show.promotions(moved);
                },
                CommandLineTool.DONE);
    }
}
