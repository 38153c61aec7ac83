package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.RecentHistory;
import io.jenkins.plugins.deploymentgates.insight.Timeline;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code timeline}: what was where from when until when, with holds and hotfixes. */
@Command(
        name = "timeline",
        description = {
            "Show what was where from when until when, newest first: of an application, an environment, or a version.",
            "What was there when the period begins is told, too, as are holds and the begins of hotfixes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates timeline shop --days 7",
            "  deployment-gates timeline --environment prod-eu --from 2026-03-01 --to 2026-04-01",
            "  deployment-gates timeline shop --version 1.4.2"
        })
final class TimelineCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Which; needed unless --environment is.")
    @CheckForNull
    String application;

    @Option(names = "--environment", paramLabel = "ENV", description = "Only this environment.")
    @CheckForNull
    String environment;

    @Option(names = "--version", paramLabel = "VERSION", description = "Only where this version was.")
    @CheckForNull
    String version;

    @Mixin
    PeriodOptions period;

    @Option(names = "--days", paramLabel = "N", description = "Length of the period before its end (default: 30).")
    @CheckForNull
    Integer days;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "" + Timeline.USUAL_LIMIT,
            description = "At most so many deployments, the newest (default: 2000).")
    int limit;

    @Spec
    CommandSpec spec;

    TimelineCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (application == null && environment == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the history of everything is too much; name an application, an environment with --environment, or"
                            + " both");
        }
        HistoryPage.checkLimit(limit);
        Timeline all = session()
                .deeds()
                .timeline(new Timeline.Question(application, environment, begin(), period.end(), limit));
        Timeline timeline = version == null ? all : all.ofVersion(version);
        return show(timeline, show -> print(show, timeline), CommandLineTool.DONE);
    }

    @CheckForNull
    private Instant begin() {
        Instant begin = period.begin(days);
        if (begin != null || days == null) {
            return begin;
        }
        RecentHistory.checkDays(days);
        Instant end = period.end();
        return (end == null ? session().now() : end).minus(Duration.ofDays(days));
    }

    /** A line of it. */
    private record Entry(Instant at, List<Cell> cells) {}

    private static void print(Show show, Timeline timeline) {
        show.line("from " + Texts.instant(timeline.from()) + " to " + Texts.instant(timeline.to()));
        if (!timeline.complete()) {
            show.line(
                    "what came before that is left out, as it is more than the limit; see it with --to or a higher --limit");
        }
        List<Entry> entries = new ArrayList<>();
        HistoryPage notes = new HistoryPage(timeline.deployments(), timeline.failures(), null);
        timeline.deployments().forEach(one -> entries.add(deployment(show, one, notes.notes(one))));
        timeline.holds().forEach(one -> entries.add(hold(show, one)));
        timeline.hotfixes().forEach(one -> entries.add(hotfix(show, one)));
        if (entries.isEmpty()) {
            show.line("nothing was there");
            return;
        }
        Table table = new Table("FROM", "UNTIL", "APPLICATION", "ENVIRONMENT", "WHAT", "STATUS", "BY", "NOTES");
        // Newest first, also of what has the same instant.
        Collections.reverse(entries);
        entries.sort(Comparator.comparing(Entry::at).reversed());
        entries.forEach(one -> table.row(one.cells()));
        show.table(table, "");
    }

    private static Entry deployment(Show show, Deployment one, List<String> notes) {
        List<String> all = new ArrayList<>();
        if (one.cause() != Deployment.Cause.RECORD) {
            all.add(Show.word(one.cause()) + (one.promotion() == null ? "" : " " + one.promotion()));
        }
        all.addAll(notes);
        return new Entry(
                one.createdAt(),
                List.of(
                        Cell.of(Texts.instant(one.createdAt())),
                        until(one.endedAt()),
                        Cell.of(one.application()),
                        Cell.of(one.environment()),
                        Cell.of(one.version()),
                        show.statusCell(one.status()),
                        Cell.of(one.by()),
                        Cell.of(String.join("; ", all), show.screen()::wait)));
    }

    private static Entry hold(Show show, HoldSpan one) {
        String taken = one.endedBy() == null ? "" : "released by " + one.endedBy();
        return new Entry(
                one.at(),
                List.of(
                        Cell.of(Texts.instant(one.at())),
                        until(one.endedAt()),
                        Cell.of(""),
                        Cell.of(one.environment()),
                        Cell.of("hold: " + one.reason(), show.screen()::wait),
                        Cell.of(one.endedAt() == null ? "HELD" : "RELEASED"),
                        Cell.of(one.by()),
                        Cell.of(taken)));
    }

    private static Entry hotfix(Show show, Hotfix one) {
        return new Entry(
                one.startedAt(),
                List.of(
                        Cell.of(Texts.instant(one.startedAt())),
                        Cell.of(""),
                        Cell.of(one.application()),
                        Cell.of(one.from()),
                        Cell.of("hotfix: " + one.name(), show.screen()::wait),
                        Cell.of(one.status().name()),
                        Cell.of(one.by()),
                        Cell.of(one.branch())));
    }

    private static Cell until(@CheckForNull Instant end) {
        return Cell.of(end == null ? "-" : Texts.instant(end));
    }
}
