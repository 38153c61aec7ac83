package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerExport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: the history as a file. */
@Command(
        name = "export",
        description = "Write the history as JSON Lines, hashes included; 'import' reads it back.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates export > history.jsonl",
            "  deployment-gates export --output history.jsonl",
            "  deployment-gates export | gzip > history.jsonl.gz"
        })
final class ExportCommand extends Verb {
    @Option(names = "--output", paramLabel = "FILE", description = "A new file; else standard output.")
    @CheckForNull
    Path output;

    ExportCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON when the events go to a file. */
    record Result(long events, String file) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        try {
            if (output == null) {
                LedgerExport.export(session().ledger(), out(), done -> {});
                return CommandLineTool.DONE;
            }
            long events;
            try (Writer writer = Files.newBufferedWriter(output, StandardOpenOption.CREATE_NEW)) {
                events = LedgerExport.export(
                        session().ledger(), writer, session().progress().counting("exporting"));
            }
            return show(
                    new Result(events, output.toString()),
                    show -> show.line(events + " events written to " + output),
                    CommandLineTool.DONE);
        } catch (FileAlreadyExistsException e) {
            throw new LedgerException("the file " + output + " exists already; name another, or remove it first", e);
        } catch (IOException e) {
            throw new LedgerException(
                    "the history could not be written" + (output == null ? "" : " to " + output) + ": "
                            + FileReason.of(e),
                    e);
        }
    }
}
