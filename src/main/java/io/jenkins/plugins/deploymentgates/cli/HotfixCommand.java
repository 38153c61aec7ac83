package io.jenkins.plugins.deploymentgates.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotfix}: holds the three steps of a hotfix. */
@Command(
        name = "hotfix",
        description = "Overtake what is under way with a fix that starts from production.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates hotfix start shop pay-twice --from prod-eu",
            "  git commit … && git push origin hotfix/pay-twice     # then record, verify and promote as usual",
            "  deployment-gates hotfix finish shop pay-twice",
            "  deployment-gates hotfix resume shop"
        })
final class HotfixCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a step: start, finish or resume");
    }
}
