package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waiting}: lists the promotions that wait. */
@Command(
        name = "waiting",
        description = "List the promotions that wait, and what for.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates waiting",
            "  deployment-gates waiting --mine",
            "  deployment-gates waiting shop --ask-again"
        })
final class WaitingCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only those of this application.")
    @CheckForNull
    String application;

    @Option(names = "--mine", description = "Only those that your yes would bring nearer.")
    boolean mine;

    @Option(
            names = "--ask-again",
            description = "Ask the gates of all of them now and carry out those that pass; for a timer.")
    boolean askAgain;

    WaitingCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (askAgain) {
            List<PromotionResult> moved = session().deeds().askAgain(application);
            if (!session().json()) {
                show(moved, show -> show.promotions(moved), CommandLineTool.DONE);
            }
        }
        List<Promotion> waiting = session().deeds().open(application, mine).stream()
                .filter(promotion -> promotion.status() == PromotionStatus.WAITING)
                .toList();
        return show(waiting, show -> print(show, waiting, mine), CommandLineTool.DONE);
    }

    private static void print(Show show, List<Promotion> waiting, boolean mine) {
        if (waiting.isEmpty()) {
            show.line(mine ? "no promotion waits for your yes" : "no promotion waits");
            return;
        }
        Table table = new Table("PROMOTION", "APPLICATION", "VERSION", "INTO", "AGE", "WHO", "WAITS FOR");
        for (Promotion promotion : waiting) {
            table.row(
                    String.valueOf(promotion.id()),
                    promotion.application(),
                    promotion.version(),
                    promotion.to(),
                    show.age(promotion.requestedAt()),
                    promotion.trigger(),
                    promotion.reason()
                            + (promotion.earliest() == null ? "" : ", earliest " + show.instant(promotion.earliest())));
        }
        show.table(table, "");
    }
}
