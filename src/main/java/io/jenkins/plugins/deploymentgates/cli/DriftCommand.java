package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.Drift;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drift}: what Git says, against what the ledger says was deployed. */
@Command(
        name = "drift",
        description =
                "Compare what Git says with what was deployed. Ends with 1 when they differ or that cannot be told.",
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates drift", "  deployment-gates drift shop prod-eu"})
final class DriftCommand extends Verb {
    private static final int MOST = 10;

    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Parameters(index = "1", paramLabel = "ENV", arity = "0..1", description = "Only this environment.")
    @CheckForNull
    String environment;

    DriftCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<Drift> drifts = session().deeds().drift(application, environment);
        boolean aligned = drifts.stream().allMatch(drift -> drift.state() == Drift.State.ALIGNED);
        return show(drifts, show -> print(show, drifts), aligned ? CommandLineTool.DONE : CommandLineTool.REFUSED);
    }

    private static void print(Show show, List<Drift> drifts) {
        if (drifts.isEmpty()) {
            show.line("nothing was deployed through Git yet");
        }
        for (Drift drift : drifts) {
            show.line(show.screen().bold(drift.application() + " " + drift.environment()) + ": " + drift.version()
                    + ", " + word(show, drift.state()));
            drift.details().forEach(detail -> show.line("  " + Screen.oneLine(detail)));
            if (!drift.commits().isEmpty()) {
                show.commits("  not deployed", drift.commits(), MOST);
            }
        }
    }

    private static String word(Show show, Drift.State state) {
        return switch (state) {
            case ALIGNED -> show.screen().good("as deployed");
            case DRIFTED -> show.screen().bad("drifted");
            case UNKNOWN -> show.screen().wait("unknown");
        };
    }
}
