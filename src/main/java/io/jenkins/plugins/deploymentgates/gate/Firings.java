package io.jenkins.plugins.deploymentgates.gate;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * When a Unix cron expression fires in a time zone. Immutable and thread-safe.
 *
 * <p>Where the clock changes it does as cron(8) does for jobs at fixed times: a time that the clock skips fires at the
 * change, and a time that the clock shows twice fires once, the first time. The expression is therefore evaluated on
 * local times, where no hour is missing or doubled, and only its firings are put on the time line.
 */
final class Firings {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private final ExecutionTime times;
    private final ZoneId zone;

    /** @throws InvalidInputException when the expression is no Unix cron expression */
    Firings(String cron, ZoneId zone) {
        this.zone = zone;
        try {
            this.times = ExecutionTime.forCron(PARSER.parse(cron).validate());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("cron expression " + Names.quote(cron) + " is not valid: " + e.getMessage()
                    + "; valid is for example '0 16 * * FRI' (minute hour day month weekday)");
        }
    }

    /** The last firing at or before the instant. */
    Optional<Instant> lastAt(Instant instant) {
        LocalDateTime reached = reached(instant);
        return times.lastExecution(local(reached).plusMinutes(1)).map(this::instant);
    }

    /** The first firing after the instant. */
    Optional<Instant> nextAfter(Instant instant) {
        return times.nextExecution(local(reached(instant))).map(this::instant);
    }

    /** The greatest local minute that is not on the time line after the instant. */
    private LocalDateTime reached(Instant instant) {
        LocalDateTime shown = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change != null && change.isOverlap() && !instant.isBefore(change.getInstant())) {
            // The second pass: everything up to the end of the first has fired already.
            return change.getDateTimeBefore().minusMinutes(1);
        }
        return shown;
    }

    private static ZonedDateTime local(LocalDateTime time) {
        return time.atZone(ZoneOffset.UTC);
    }

    private Instant instant(ZonedDateTime local) {
        LocalDateTime time = local.toLocalDateTime();
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change == null) {
            return time.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
    }
}
