package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.insight.Incoming;
import io.jenkins.plugins.deploymentgates.promotion.Preview;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
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

    /** What is printed as JSON. */
    record Result(Explanation explanation, @CheckForNull Incoming incoming) {}

    @Override
    public Integer call() {
        PromoteRequest request = promotion.request(null, null);
        Preview preview =
                session().lookingEngine().promotions().preview(session().actor(), request);
        Explanation explanation = preview.explanation();
        Result result = new Result(
                explanation,
                preview.incoming() == null
                        ? null
                        : Incoming.into(session().configuration(), request.to(), preview.incoming()));
        return show(
                result,
                show -> {
                    show.explanation(explanation);
                    if (result.incoming() != null) {
                        show.line("");
                        show.commits("brings", result.incoming().commits(), 20);
                        if (!result.incoming().tickets().isEmpty()) {
                            show.line("tickets: "
                                    + String.join(", ", result.incoming().tickets()));
                        }
                    }
                },
                explanation.passed() ? CommandLineTool.DONE : CommandLineTool.REFUSED);
    }
}
