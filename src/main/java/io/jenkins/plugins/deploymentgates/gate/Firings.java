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

    /** The first firing after the instant. */
    Optional<Instant> nextAfter(Instant instant) {
        return firstAfter(reached(instant)).map(this::instant);
    }

    /** The last local time up to this one, inclusive, at which it fires. */
    Optional<LocalDateTime> lastUpTo(LocalDateTime time) {
        return times.lastExecution(local(time).plusMinutes(1)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The first local time after this one at which it fires. */
    Optional<LocalDateTime> firstAfter(LocalDateTime time) {
        return times.nextExecution(local(time)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The greatest local minute whose firing, if it has one, is not later than the instant. */
    LocalDateTime reached(Instant instant) {
        LocalDateTime shown = LocalDateTime.ofInstant(instant, zone).truncatedTo(ChronoUnit.MINUTES);
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        if (change != null && change.isOverlap() && !instant.isBefore(change.getInstant())) {
            // The second pass: everything up to the end of the first has fired already.
            return change.getDateTimeBefore().minusMinutes(1);
        }
        return shown;
    }

    /** When a firing at the local time happens. Never decreases with the local time. */
    Instant instant(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        if (change == null) {
            return time.atZone(zone).toInstant();
        }
        return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
    }

    private static ZonedDateTime local(LocalDateTime time) {
        return time.atZone(ZoneOffset.UTC);
    }
}
