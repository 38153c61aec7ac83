package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command all others hang on, and the options all of them have. */
@Command(
        name = CommandLineTool.NAME,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        description = {
            "Records who put what where and when, and lets nothing into an environment that has not earned it.",
            "",
            "Exit codes: 0 done, 1 refused, failed or waiting, 2 wrong use or a mistake in the configuration."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates record shop dev 1.4.2 --artifact com.acme:shop-api:1.4.2",
            "  deployment-gates verify shop dev smoke --passed",
            "  deployment-gates promote shop qa && ./deploy.sh qa",
            "  deployment-gates matrix",
            "  deployment-gates matrix --server https://gates.example.com"
        })
final class RootCommand implements Runnable {
    @Option(
            names = "--config",
            paramLabel = "FILE|DIR",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "The configuration (DEPLOYMENT_GATES_CONFIG; else deployment-gates.yaml here).")
    @CheckForNull
    String config;

    @Option(
            names = "--ledger",
            paramLabel = "FILE|JDBC-URL",
            scope = ScopeType.INHERIT,
            order = 101,
            description = "The ledger (DEPLOYMENT_GATES_LEDGER; else deployment-gates.db here).")
    @CheckForNull
    String ledger;

    @Option(
            names = "--as",
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            order = 102,
            description = "Who acts (else the login of this process); their groups are those of the configuration.")
    @CheckForNull
    String as;

    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            order = 103,
            description = "Have it done by this server instead (DEPLOYMENT_GATES_SERVER); your token is in"
                    + " DEPLOYMENT_GATES_TOKEN.")
    @CheckForNull
    String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 104,
            description = "Your token for the server is the first line of this file; for Jenkins it is USER:API-TOKEN.")
    @CheckForNull
    Path tokenFile;

    @Option(
            names = "--trust-store",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 105,
            description = "Trust the server by these certificates (PEM, PKCS12 or JKS; default: those Java trusts).")
    @CheckForNull
    Path trustStore;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 106,
            description = "Print JSON for programs instead of text for people.")
    boolean json;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            order = 107,
            description = "Print where an error came from.")
    boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 108,
            description = "Explain this command, with examples.")
    boolean help;

    @Option(names = "--version", versionHelp = true, order = 109, description = "Print the version.")
    boolean version;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }
}
