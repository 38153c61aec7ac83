package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerImport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code import}: reads a history into an empty ledger. */
@Command(
        name = "import",
        description = "Read what 'export' wrote into an empty ledger. All or nothing; the hashes stay the same.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates import history.jsonl --ledger new.db")
final class ImportCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    Path file;

    ImportCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Result(long events) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            long events = LedgerImport.read(
                    session().ledger(), lines, session().progress().counting("importing"));
            return show(new Result(events), show -> show.line(events + " events imported"), CommandLineTool.DONE);
        } catch (NoSuchFileException e) {
            throw new LedgerException("there is no file " + file + " to import", e);
        } catch (IOException | UncheckedIOException e) {
            throw new LedgerException("the file " + file + " could not be read: " + e.getMessage(), e);
        }
    }
}
