package io.jenkins.plugins.deploymentgates.config;

import org.junit.Test;

/** Gates that cannot be asked. */
public class GateMistakesTest {
    @Test
    public void shouldRefuseCronWithTooFewFields() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: "0 16 * *", end: "0 8 * * MON"}
                """)
                .are(
                        "test.yaml:4:25: environments.prod.gates[1].freeze.start: the cron expression '0 16 * *' has 4 fields; it has five: minute hour day-of-month month day-of-week, such as \"0 16 * * FRI\"");
    }

    @Test
    public void shouldRefuseCronOutOfRange() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: "0 25 * * FRI", end: "0 8 * * FUN"}
                """)
                .are(
                        "test.yaml:4:25: environments.prod.gates[1].freeze.start: the cron expression '0 25 * * FRI' is not valid: Value 25 not in range [0, 23]; it has five: minute hour day-of-month month day-of-week, such as \"0 16 * * FRI\"",
                        "test.yaml:4:46: environments.prod.gates[1].freeze.end: the cron expression '0 8 * * FUN' is not valid: Invalid chars in expression! Expression: FUN Invalid chars: FUN; it has five: minute hour day-of-month month day-of-week, such as \"0 16 * * FRI\"");
    }

    @Test
    public void shouldRefuseCronThatNeverFires() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - window: {start: "0 0 31 2 *", end: "0 8 * * *"}
                """)
                .are(
                        "test.yaml:4:25: environments.prod.gates[1].window.start: the cron expression '0 0 31 2 *' never fires: there is no such day; valid is for example \"0 16 * * FRI\"");
    }

    @Test
    public void shouldRefuseAnUnknownTimeZone() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: "0 16 * * FRI", end: "0 8 * * MON", timezone: Europe/Berln}
                """)
                .are(
                        "test.yaml:4:71: environments.prod.gates[1].freeze.timezone: unknown time zone 'Europe/Berln'; did you mean 'Europe/Berlin'? Valid are names such as Europe/Berlin, UTC, and offsets such as +02:00");
    }

    @Test
    public void shouldRefuseAnInvalidInstant() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: 2026-13-24T18:00, end: tomorrow}
                """)
                .are(
                        "test.yaml:4:25: environments.prod.gates[1].freeze.start: '2026-13-24T18:00' is neither a cron expression nor a date and time; valid are for example \"0 16 * * FRI\", 2026-12-24T18:00 and 2026-12-24T17:00:00Z",
                        "test.yaml:4:48: environments.prod.gates[1].freeze.end: 'tomorrow' is neither a cron expression nor a date and time; valid are for example \"0 16 * * FRI\", 2026-12-24T18:00 and 2026-12-24T17:00:00Z");
    }

    @Test
    public void shouldRefuseMixedPeriods() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: 2026-12-24T18:00, end: "0 8 * * MON"}
                      - window: {start: "0 8 * * MON", end: 2026-12-24T18:00}
                      - window: {start: "0 8 * * MON"}
                """)
                .are(
                        "test.yaml:4:48: environments.prod.gates[1].freeze: start is a date and time, so end must be one too",
                        "test.yaml:5:45: environments.prod.gates[2].window: start is a cron expression, so end must be one too",
                        "test.yaml:6:17: environments.prod.gates[3].window: start is a cron expression, so end must be one too; it is missing");
    }

    @Test
    public void shouldRefuseAnEndBeforeTheStart() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: 2026-12-24T18:00, end: 2026-12-24T18:00}
                """)
                .are(
                        "test.yaml:4:48: environments.prod.gates[1].freeze: end (2026-12-24T18:00:00Z) is not after start (2026-12-24T18:00:00Z)");
    }

    @Test
    public void shouldRefuseLocalTimesThatClockChangesSkipOrRepeat() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - freeze: {start: 2026-03-29T02:30, end: 2026-10-25T02:30, timezone: Europe/Berlin}
                """)
                .are(
                        "test.yaml:4:25: environments.prod.gates[1].freeze: 2026-03-29T02:30 does not exist in Europe/Berlin, where clocks are changed then; write it with its offset, such as 2026-03-29T02:30+01:00",
                        "test.yaml:4:48: environments.prod.gates[1].freeze: 2026-10-25T02:30 is there twice in Europe/Berlin, where clocks are changed then; write it with its offset, such as 2026-10-25T02:30+02:00");
    }

    @Test
    public void shouldRefuseInvalidDurations() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - soak: {for: 2 hours}
                      - soak: {for: 0m}
                      - soak: {for: 99999999999999999999d}
                      - soak: {for: 90}
                      - soak: 2h
                      - verifiedWithin: {for: -PT5M}
                """)
                .are(
                        "test.yaml:4:21: environments.prod.gates[1].soak.for: '2 hours' is no duration; valid are for example 30m, 2h, 1h30m, 14d and PT1H30M",
                        "test.yaml:5:21: environments.prod.gates[2].soak.for: the duration '0m' is not longer than zero; valid is for example 30m",
                        "test.yaml:6:21: environments.prod.gates[3].soak.for: the duration '99999999999999999999d' is too long; at most 3650d are allowed",
                        "test.yaml:7:21: environments.prod.gates[4].soak.for: must be a duration, such as 30m, 2h or 14d, but is the number 90",
                        "test.yaml:8:15: environments.prod.gates[5].soak: must be a mapping with the key for, but is the text '2h'",
                        "test.yaml:9:31: environments.prod.gates[6].verifiedWithin.for: the duration '-PT5M' is not longer than zero; valid is for example 30m");
    }

    @Test
    public void shouldRefuseVerifiedWithinOfTwoKindsOrNone() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - verifiedWithin: {days: 2, for: 3h}
                      - verifiedWithin: {}
                      - verifiedWithin: {days: 0}
                """)
                .are(
                        "test.yaml:4:9: environments.prod.gates[1].verifiedWithin: only one of the keys days, for may be given; remove days or for",
                        "test.yaml:5:9: environments.prod.gates[2].verifiedWithin: one of the keys days, for is missing",
                        "test.yaml:6:32: environments.prod.gates[3].verifiedWithin.days: must be a whole number from 1 to 3650, but is the number 0");
    }

    @Test
    public void shouldRefuseInvalidRegularExpressions() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - ticket: {pattern: "[A-Z"}
                      - ticket: {pattern: "[A-Z]*"}
                """)
                .are(
                        "test.yaml:4:27: environments.prod.gates[1].ticket.pattern: the regular expression '[A-Z' is not valid: Unclosed character class at position 4; valid is for example \"[A-Z][A-Z0-9]+-[0-9]+\"",
                        "test.yaml:5:27: environments.prod.gates[2].ticket.pattern: the regular expression '[A-Z]*' matches the empty text, so everything would pass; it must ask for at least one character");
    }

    @Test
    public void shouldRefuseUnknownGates() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - soaks: {for: 2h}
                      - lunch: {}
                """)
                .are(
                        "test.yaml:4:9: environments.prod.gates[1]: unknown gate 'soaks'; did you mean 'soak'? Valid are soak, verifiedWithin, verifications, approvals, freeze, window, branches, ticket, artifactsAvailable, http",
                        "test.yaml:5:9: environments.prod.gates[2]: unknown gate 'lunch'; valid are soak, verifiedWithin, verifications, approvals, freeze, window, branches, ticket, artifactsAvailable, http");
    }

    @Test
    public void shouldRefuseBuiltInGates() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - verified: {}
                      - fastForward: {}
                """)
                .are(
                        "test.yaml:4:9: environments.prod.gates[1]: the gate 'verified' is built in and always asked; remove it",
                        "test.yaml:5:9: environments.prod.gates[2]: the gate 'fastForward' is built in and always asked; remove it");
    }

    @Test
    public void shouldRefuseTwoGatesInOneEntryAndNone() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - {soak: {for: 2h}, ticket: {}}
                      - {}
                      - soak
                """)
                .are(
                        "test.yaml:4:9: environments.prod.gates[1]: has 2 keys (soak, ticket); write one gate an entry, each with its own '- '",
                        "test.yaml:5:9: environments.prod.gates[2]: must be a mapping with one key, one of soak, verifiedWithin, verifications, approvals, freeze, window, branches, ticket, artifactsAvailable, http, but is empty",
                        "test.yaml:6:9: environments.prod.gates[3]: must be a mapping with one key, one of soak, verifiedWithin, verifications, approvals, freeze, window, branches, ticket, artifactsAvailable, http, but is the text 'soak'");
    }

    @Test
    public void shouldRefuseTooFewApprovals() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - approvals: {count: 0}
                      - approvals: {count: 1.5}
                      - approvals: {count: two, excludeTrigger: yes}
                """)
                .are(
                        "test.yaml:4:28: environments.prod.gates[1].approvals.count: must be a whole number from 1 to 100, but is the number 0",
                        "test.yaml:5:28: environments.prod.gates[2].approvals.count: must be a whole number from 1 to 100, but is the number 1.5",
                        "test.yaml:6:28: environments.prod.gates[3].approvals.count: must be a whole number from 1 to 100, but is the text 'two'",
                        "test.yaml:6:49: environments.prod.gates[3].approvals.excludeTrigger: must be true or false, but is the text 'yes'");
    }

    @Test
    public void shouldRefuseEmptyListsThatWouldRefuseEverything() {
        Mistakes.in(
                        """
                environments:
                  prod:
                    gates:
                      - branches: {allow: []}
                      - verifications: []
                """)
                .are(
                        "test.yaml:4:27: environments.prod.gates[1].branches.allow: is empty; write at least one entry, such as [main, \"hotfix/*\"]",
                        "test.yaml:5:24: environments.prod.gates[2].verifications: is empty; write at least one entry, such as [load-test]");
    }
}
