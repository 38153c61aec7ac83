package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads instants from the command line. */
final class Times {
    private Times() {}

    /**
     * Reads ISO 8601 with an offset, or a date, which means its begin in UTC.
     *
     * @throws InvalidInputException when it is neither
     */
    static Instant parse(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(Names.quote(text)
                    + " is no instant; valid is for example 2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00 or"
                    + " 2026-03-03, which is its begin in UTC");
        }
    }
}
