package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Durations;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code promote}: asks for a promotion, and carries it out when every gate passes. */
@Command(
        name = "promote",
        description = {
            "Move a release into an environment if every gate passes. If one waits, the promotion waits.",
            "Exit code 0 means that it was promoted; 1 that it was refused, failed, or still waits."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates promote shop qa && ./deploy.sh qa",
            "  deployment-gates promote shop prod-eu --wait --timeout 2h",
            "  deployment-gates promote shop prod-eu --version 1.4.1 --cherry-pick",
            "  deployment-gates promote shop prod-eu --override --reason \"INC-4711, agreed with anna\""
        })
final class PromoteCommand extends Verb {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    @Mixin
    PromotionOptions promotion = new PromotionOptions();

    @Option(names = "--wait", description = "Wait until it is promoted, refused, cancelled or failed.")
    boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Wait at most so long, such as 30m or 2h; the promotion itself goes on waiting.")
    @CheckForNull
    String timeout;

    @Option(names = "--override", description = "Go on though gates are not satisfied; needs --reason and permission.")
    boolean override;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why gates are overridden.")
    @CheckForNull
    String reason;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same request sent twice is one.")
    @CheckForNull
    String key;

    PromoteCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (override && (reason == null || reason.isBlank())) {
            throw new InvalidInputException("--override needs a reason; say why with --reason TEXT");
        }
        if (!override && reason != null) {
            throw new InvalidInputException("--reason is the reason of an override; add --override, or leave it out");
        }
        if (!wait && timeout != null) {
            throw new InvalidInputException("--timeout limits --wait; add --wait, or leave it out");
        }
        Instant end = timeout == null ? Instant.MAX : session().now().plus(Durations.parse(timeout));
        PromotionResult result = session().deeds().promote(promotion.request(override ? reason : null, key));
        if (wait) {
            result = await(result, end);
        }
        PromotionResult last = result;
        int exitCode = show(last, show -> show.promotion(last), exitCode(last));
        if (wait && !last.promotion().status().isFinal()) {
            throw timedOut(last.promotion());
        }
        return exitCode;
    }

    static int exitCode(PromotionResult result) {
        return result.promotion().status() == PromotionStatus.PROMOTED ? CommandLineTool.DONE : CommandLineTool.REFUSED;
    }

    private DeploymentGatesException timedOut(Promotion promotion) {
        return new DeploymentGatesException(promotion.label() + " is still " + promotion.status() + " after " + timeout
                + " and goes on waiting; '" + CommandLineTool.NAME + " cancel " + promotion.id() + "' calls it off");
    }

    /** The instant to ask again at; where it has passed already, nobody is asked without a pause. */
    @CheckForNull
    private Instant next(PromotionResult result) {
        Instant named = result.askAgainAt();
        Instant now = session().now();
        return named == null || named.isAfter(now) ? named : now.plus(PAUSE);
    }

    /**
     * Asks the gates again at the instant they named, whenever somebody else has recorded anything, and a last time at
     * the end.
     */
    private PromotionResult await(PromotionResult asked, Instant end) throws InterruptedException {
        PromotionResult result = asked;
        while (!result.promotion().status().isFinal() && session().now().isBefore(end)) {
            Promotion waiting = result.promotion();
            session().progress().say("waiting: " + Screen.oneLine(waiting.reason()));
            Instant next = next(result);
            result = session().deeds().later(waiting, next != null && next.isBefore(end) ? next : end);
        }
        return result;
    }
}
