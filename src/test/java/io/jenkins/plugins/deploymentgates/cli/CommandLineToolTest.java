package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.Test;

/** What holds for all commands: words, help, errors. */
public class CommandLineToolTest extends ShopCommands {
    @Test
    public void shouldPrintThePipeline() {
        assertThat(shop.run("validate").out())
                .startsWith("shop: Web shop\n  fast-forward in " + shop.repository + "\n")
                .endsWith("\n\nno mistakes found\n");
    }

    @Test
    public void shouldListAllMistakesOfTheConfiguration() {
        Path file = shop.folder.resolve("deployment-gates.yaml");
        Shop.write(file, "applications:\n  shop:\n    pipeline:\n      qa: {after: [dev]}\n    descripton: x\n");

        Result result = shop.run("validate");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines())
                .hasSize(3)
                .first()
                .isEqualTo("deployment-gates: the configuration has mistakes:");
        assertThat(result.err()).contains(file + ":4:", file + ":5:");
    }

    @Test
    public void shouldSayWhatIsWrongWithTheWords() {
        assertThat(shop.run()).isEqualTo(misused("deployment-gates", "name a command"));
        assertThat(shop.run("hotfix"))
                .isEqualTo(misused("deployment-gates hotfix", "name a step: start, finish or resume"));
        assertThat(shop.run("record", "shop"))
                .isEqualTo(misused("deployment-gates record", "Missing required parameter: 'ENV'"));
        assertThat(shop.run("record", "shop", "dev"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "deployment-gates: which version of shop was deployed is not known; say it, or use the mechanic"
                                + " deployment-files or release-file, where a file does\n"));
        assertThat(shop.run("verify", "shop", "dev", "smoke"))
                .isEqualTo(misused(
                        "deployment-gates verify",
                        "Missing required argument (specify one of these): (--passed | --failed)"));
        assertThat(shop.run("matix"))
                .isEqualTo(misused("deployment-gates", "there is no command 'matix'; did you mean 'matrix'?"));
        assertThat(shop.run("token", "rewoke", "ci"))
                .isEqualTo(misused("deployment-gates token", "there is no command 'rewoke'; did you mean 'revoke'?"));
        assertThat(shop.run("promote", "shop", "qa", "--wiat"))
                .isEqualTo(misused("deployment-gates promote", "there is no option '--wiat'; did you mean '--wait'?"));
        assertThat(shop.run("promote", "shop", "qa", "--zzzz"))
                .isEqualTo(misused("deployment-gates promote", "there is no option '--zzzz'"));
        assertThat(shop.run("hold", "qa", "for", "ever", "--reason", "x"))
                .isEqualTo(misused("deployment-gates hold", "'for ever' is more than this command takes"));
        assertThat(shop.run("history", "--limit", "ten"))
                .isEqualTo(misused(
                        "deployment-gates history", "Invalid value for option '--limit': 'ten' is no whole number"));
        assertThat(shop.run("promote", "shop", "qa", "--override"))
                .isEqualTo(failed(2, "deployment-gates: --override needs a reason; say why with --reason TEXT"));
        assertThat(shop.run("rollback", "shop"))
                .isEqualTo(failed(
                        2, "deployment-gates: name either the environments to roll back, or their tier with --tier"));
        assertThat(shop.run("at", "yesterday"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: 'yesterday' is no instant; valid is for example 2026-03-03T09:00:00Z,"
                                + " 2026-03-03T10:00:00+01:00 or 2026-03-03, which is its begin in UTC"));
        assertThat(shop.run("metrics", "--from", "2026-01-01", "--days", "3"))
                .isEqualTo(failed(
                        2, "deployment-gates: --from and --days both name the begin of the period; leave one out"));
        assertThat(shop.run("metrics", "--from", "2026-03-04", "--to", "2026-03-04"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the period from 2026-03-04T00:00:00Z to 2026-03-04T00:00:00Z is empty; its"
                                + " end must be after its begin"));
        assertThat(shop.run("history", "--limit", "0"))
                .isEqualTo(
                        failed(2, "deployment-gates: a page of history cannot have 0 deployments; ask for 1 to 10000"));
        assertThat(shop.run("matrix", "shpo"))
                .isEqualTo(failed(2, "deployment-gates: there is no application 'shpo'; configured are shop"));
    }

    @Test
    public void shouldShowWhereAnErrorCameFromOnlyWhenAsked() {
        assertThat(shop.run("matrix", "shpo").err()).doesNotContain("\tat ");
        assertThat(shop.run("matrix", "shpo", "--stacktrace").err())
                .contains("\tat io.jenkins.plugins.deploymentgates.config.Configuration.application");
    }

    @Test
    public void shouldExplainEachCommandWithExamples() {
        for (String command : CommandLineTool.commandLine(
                        new Session(Host.system(), new RootCommand()), new RootCommand())
                .getSubcommands()
                .keySet()) {
            Result help = shop.run(command, "--help");
            assertThat(help.exitCode()).as(command).isZero();
            assertThat(help.out()).contains("Usage: deployment-gates " + command, "Examples:\n  ");
        }
        assertThat(shop.run("--version").out()).startsWith("deployment-gates ");
    }

    @Test
    public void shouldNotCountAsDoneWhatCouldNotBeWritten() {
        assertThat(completionOnto("No space left on device"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "deployment-gates: the result could not be written to standard output: No space left on"
                                + " device\n"));
        // Who reads had enough.
        assertThat(completionOnto("Broken pipe")).isEqualTo(new Result(0, "", ""));
    }

    private static Result completionOnto(String trouble) {
        StringWriter err = new StringWriter();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                throw new IOException(trouble);
            }
        };
        Host host = new Host(
                new Output(full),
                new PrintWriter(err),
                name -> null,
                Clock.systemUTC(),
                duration -> {},
                "ann",
                false,
                false);
        return new Result(CommandLineTool.run(host, "completion"), "", err.toString());
    }

    @Test
    public void shouldPrintCompletion() {
        assertThat(shop.run("completion").out()).contains("_complete_deployment-gates", "rollback");
    }
}
