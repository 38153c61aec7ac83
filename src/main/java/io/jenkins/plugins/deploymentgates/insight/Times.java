package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads the instants that people write. */
public final class Times {
    /** Years that have four digits, which everything that keeps times can count in milliseconds. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Times() {}

    /**
     * Reads ISO 8601 with an offset, or a date, which means its begin in UTC.
     *
     * @throws InvalidInputException when it is neither
     */
    public static Instant parse(String text) {
        try {
            Instant instant = text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new InvalidInputException(Names.quote(text)
                + " is no instant; valid is for example 2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00 or"
                + " 2026-03-03, which is its begin in UTC");
    }
}
