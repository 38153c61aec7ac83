package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.insight.BuildTrace;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace;
import io.jenkins.plugins.deploymentgates.insight.Report;
import io.jenkins.plugins.deploymentgates.insight.ReportFormat;
import io.jenkins.plugins.deploymentgates.insight.TicketTrace;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: where a version comes from, and where a commit went. */
@Command(
        name = "report",
        description = {
            "Tell where a version in an environment comes from: commits, tickets, builds, checks, gates, votes, artifacts and"
                    + " the pipeline definition. Or, the way back, where and when a commit, the commits of a ticket, or the"
                    + " releases of a build were deployed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates report shop prod-eu 1.4.2",
            "  deployment-gates report shop prod-eu 1.4.2 --html report.html",
            "  deployment-gates report shop --commit 4f2a91c0de --markdown",
            "  deployment-gates report shop --ticket SHOP-42",
            "  deployment-gates report shop --build deploy/shop#12"
        })
final class ReportCommand extends Verb {
    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "ENV", arity = "0..1", description = "Where the version is or was.")
    @CheckForNull
    String environment;

    @Parameters(index = "2", paramLabel = "VERSION", arity = "0..1", description = "The release's label.")
    @CheckForNull
    String version;

    @ArgGroup(exclusive = true)
    Back back = new Back();

    /** What is followed instead of a version. */
    static final class Back {
        @Option(names = "--commit", paramLabel = "SHA", description = "A commit, instead of ENV and VERSION.")
        @CheckForNull
        String commit;

        @Option(names = "--ticket", paramLabel = "KEY", description = "A ticket that commits or branches name.")
        @CheckForNull
        String ticket;

        @Option(
                names = "--build",
                paramLabel = "JOB#NUMBER",
                description = "A build that recorded, verified, promoted or approved.")
        @CheckForNull
        String build;

        boolean isGiven() {
            return commit != null || ticket != null || build != null;
        }
    }

    @ArgGroup(exclusive = true)
    Form form = new Form();

    /** What it is written as, unless it is JSON. */
    static final class Form {
        @Option(names = "--markdown", description = "Print Markdown.")
        boolean markdown;

        @Option(names = "--html", paramLabel = "FILE", description = "Write a page into this file.")
        @CheckForNull
        Path html;
    }

    ReportCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        boolean ofVersion = environment != null && version != null;
        if (back.isGiven() ? environment != null : !ofVersion) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name either ENV and VERSION, or one of --commit SHA, --ticket KEY and --build JOB#NUMBER");
        }
        if (session().json() && (form.markdown || form.html != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--json and " + (form.markdown ? "--markdown" : "--html") + " are two forms; name one");
        }
        TraceDeeds deeds = session().deeds().traces();
        if (back.commit != null) {
            CommitTrace trace = deeds.commit(application, back.commit);
            return write(trace, format -> format.write(trace));
        }
        if (back.ticket != null) {
            TicketTrace trace = deeds.ticket(application, back.ticket);
            return write(trace, format -> format.write(trace));
        }
        if (back.build != null) {
            BuildTrace trace = deeds.build(application, back.build);
            return write(trace, format -> format.write(trace));
        }
        Report report = deeds.report(application, Objects.requireNonNull(environment), Objects.requireNonNull(version));
        return write(report, format -> format.write(report));
    }

    private int write(Object result, Function<ReportFormat, String> text) {
        if (form.html == null) {
            return show(
                    result,
                    show -> show.text(text.apply(form.markdown ? ReportFormat.MARKDOWN : ReportFormat.TEXT)),
                    CommandLineTool.DONE);
        }
        try {
            Files.writeString(form.html, text.apply(ReportFormat.HTML), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the file " + form.html + " that --html names cannot be written: " + FileReason.of(e));
        }
        out().println("wrote " + form.html);
        return CommandLineTool.DONE;
    }
}
