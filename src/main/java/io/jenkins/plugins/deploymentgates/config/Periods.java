package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Formats.CronExpression;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;

/** The periods of freeze and window gates: both ends of one kind, in order, and at times that exist. */
final class Periods {
    private Periods() {}

    /**
     * Reads a freeze or window.
     *
     * @param mistakes takes the tree that is wrong and what is wrong with it
     * @return {@code null} when something is wrong, here or earlier
     */
    @CheckForNull
    static Period read(Tree gate, BiConsumer<Tree, String> mistakes) {
        Tree start = gate.at("start");
        Tree end = gate.at("end");
        ZoneId zone = gate.get("timezone", ZoneId.class);
        if (start == null || zone == null) {
            return null;
        }
        if (start.value() instanceof CronExpression from) {
            if (end == null) {
                mistakes.accept(gate, "start is a cron expression, so end must be one too; it is missing");
                return null;
            }
            if (end.value() instanceof CronExpression to) {
                return new Period.Recurring(from.text(), to.text(), zone);
            }
            mistakes.accept(end, "start is a cron expression, so end must be one too");
            return null;
        }
        if (end != null && end.value() instanceof CronExpression) {
            mistakes.accept(end, "start is a date and time, so end must be one too");
            return null;
        }
        Instant from = instant(start, zone, mistakes);
        Instant to = end == null ? null : instant(end, zone, mistakes);
        if (from == null || (to == null && end != null)) {
            return null;
        }
        if (to != null && !to.isAfter(from)) {
            mistakes.accept(end, "end (" + to + ") is not after start (" + from + ")");
            return null;
        }
        return new Period.Fixed(from, to, zone);
    }

    @CheckForNull
    private static Instant instant(Tree tree, ZoneId zone, BiConsumer<Tree, String> mistakes) {
        if (tree.value() instanceof Instant instant) {
            return instant;
        }
        LocalDateTime local = (LocalDateTime) tree.value();
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return local.toInstant(offsets.get(0));
        }
        mistakes.accept(
                tree,
                local + (offsets.isEmpty() ? " does not exist in " + zone : " is there twice in " + zone)
                        + ", where clocks are changed then; write it with its offset, such as " + local
                        + zone.getRules().getOffset(local));
        return null;
    }
}
