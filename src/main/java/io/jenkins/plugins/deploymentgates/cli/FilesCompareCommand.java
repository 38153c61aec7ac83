package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files compare}: shows deployments next to each other. */
@Command(
        name = "compare",
        description = "Show what deployment files say, next to each other.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates files compare shop qa prod",
            "  deployment-gates files compare shop --tier production --differences"
        })
final class FilesCompareCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1..*", paramLabel = "NAME", description = "Deployments; else all of them.")
    List<String> names = List.of();

    @Option(names = "--tier", paramLabel = "TIER", description = "Only those of this tier.")
    @CheckForNull
    String tier;

    @Option(names = "--differences", description = "Only what is not the same in all of them.")
    boolean differences;

    FilesCompareCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        FileTable all = session().deeds().files().compare(application, names, tier);
        FileTable shown = differences
                ? new FileTable(
                        all.application(),
                        all.commit(),
                        all.deployments(),
                        all.components().stream().filter(row -> !row.same()).toList(),
                        all.notes())
                : all;
        return show(shown, show -> print(show, shown), CommandLineTool.DONE);
    }

    private static void print(Show show, FileTable files) {
        if (files.components().isEmpty()) {
            show.line("all of them are the same");
            notes(show, files);
            return;
        }
        Table table = new Table(
                Stream.concat(Stream.of(""), files.deployments().stream().map(FileTable.Column::name))
                        .toArray(String[]::new));
        List<Cell> tiers = new ArrayList<>(List.of(Cell.of("tier")));
        files.deployments().forEach(one -> tiers.add(Cell.of(one.tier(), show.screen()::faint)));
        table.row(tiers);
        for (FileTable.Row row : files.components()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.name())));
            for (FileTable.Column column : files.deployments()) {
                FileTable.Cell cell = row.in().get(column.name());
                String text = cell == null ? "-" : cell.version();
                cells.add(row.same() ? Cell.of(text) : Cell.of(text, show.screen()::bold));
            }
            table.row(cells);
        }
        show.table(table, "");
        notes(show, files);
    }

    private static void notes(Show show, FileTable files) {
        files.notes().forEach(note -> show.line("note: " + Screen.oneLine(note)));
    }
}
