package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.gate.Explanation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code explain}: what would happen. */
@Command(
        name = "explain",
        description = {
            "Tell what each gate says to a promotion, and when it could pass. Changes nothing.",
            "Exit code 0 means that it would go through now."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates explain shop prod-eu",
            "  deployment-gates explain shop prod-us --from prod-eu --version 1.4.2"
        })
final class ExplainCommand extends Verb {
    @Mixin
    PromotionOptions promotion = new PromotionOptions();

    ExplainCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Deeds.Explained result = session().deeds().explain(promotion.request(null, null));
        Explanation explanation = result.explanation();
        return show(
                result,
                show -> {
                    show.explanation(explanation);
                    if (result.incoming() != null) {
                        show.line("");
                        show.linkedCommits("brings", result.incoming().commits(), 20);
                        String untold = result.incoming().withoutPullRequests();
                        if (!result.incoming().tickets().isEmpty() || untold != null) {
                            show.tickets(result.incoming().tickets(), untold);
                        }
                    }
                    if (result.draft() != null) {
                        show.line("");
                        show.draft(result.draft(), 20);
                    }
                    if (result.pullRequest() != null) {
                        show.line("");
                        show.pullRequest(result.pullRequest());
                    }
                },
                explanation.passed() ? CommandLineTool.DONE : CommandLineTool.REFUSED);
    }
}
