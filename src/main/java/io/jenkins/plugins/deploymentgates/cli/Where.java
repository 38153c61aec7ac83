package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.remote.Connection;
import io.jenkins.plugins.deploymentgates.cli.remote.ServerAddress;
import io.jenkins.plugins.deploymentgates.cli.remote.Trust;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Whether a command is done on the ledger at hand or by a server, as its options and the environment say. An option counts before
 * a variable. Stateless.
 */
final class Where {
    private static final String SERVER = "DEPLOYMENT_GATES_SERVER";
    private static final String TOKEN = "DEPLOYMENT_GATES_TOKEN";
    private static final String PASSWORD = "DEPLOYMENT_GATES_TRUST_STORE_PASSWORD";

    private Where() {}

    /** @throws ParameterException when what is said goes against itself or against the command */
    static void check(Host host, RootCommand options, Verb verb, CommandLine command) {
        boolean named = options.server != null;
        if (named) {
            List<String> others = ledgerOptions(options);
            if (!others.isEmpty()) {
                throw new ParameterException(
                        command,
                        "--server names a server, which has a ledger, a configuration and users of its own; leave "
                                + String.join(" and ", others) + " away, or --server");
            }
        }
        String name = command.getCommandSpec().qualifiedName().replaceFirst(CommandLineTool.NAME + " ", "");
        if (named && verb.reach() == Verb.Reach.NEITHER) {
            throw new ParameterException(command, "'" + name + "' is not done by a server; leave --server away");
        }
        if (verb.reach() == Verb.Reach.LEDGER && server(host, options) != null) {
            throw new ParameterException(
                    command,
                    "'" + name + "' works on a ledger only, not on a server; "
                            + (named
                                    ? "name the ledger with --ledger instead of --server"
                                    : "name the ledger with --ledger, or take " + SERVER + " out of the environment"));
        }
        if (verb.reach() == Verb.Reach.LEDGER_OR_SERVER) {
            checkServerOptions(host, options, command);
        }
    }

    private static void checkServerOptions(Host host, RootCommand options, CommandLine command) {
        boolean server = server(host, options) != null;
        if (server && options.as != null) {
            throw new ParameterException(
                    command,
                    "--as is for a ledger; to the server in " + SERVER + " you are whom your token is for; leave --as"
                            + " away, or name the ledger with --ledger");
        }
        if (!server && (options.tokenFile != null || options.trustStore != null)) {
            throw new ParameterException(
                    command,
                    (options.tokenFile != null ? "--token-file" : "--trust-store")
                            + " is for a server; name it with --server");
        }
    }

    private static List<String> ledgerOptions(RootCommand options) {
        List<String> given = new ArrayList<>();
        if (options.ledger != null) {
            given.add("--ledger");
        }
        if (options.config != null) {
            given.add("--config");
        }
        if (options.as != null) {
            given.add("--as");
        }
        return given;
    }

    /** The server that is named; {@code null} when it is done on the ledger at hand. */
    @CheckForNull
    private static String server(Host host, RootCommand options) {
        if (options.server != null) {
            return options.server;
        }
        return options.ledger == null && options.config == null ? variable(host, SERVER) : null;
    }

    /** A connection to the server; {@code null} when it is done on the ledger at hand. */
    @CheckForNull
    static Connection connection(Host host, RootCommand options) {
        String server = server(host, options);
        if (server == null) {
            return null;
        }
        ServerAddress address = ServerAddress.parse(server);
        return new Connection(
                address,
                token(host, options.tokenFile),
                options.trustStore == null ? null : Trust.in(options.trustStore, variable(host, PASSWORD)),
                host.sleeper()::sleep);
    }

    @CheckForNull
    private static String token(Host host, @CheckForNull Path file) {
        String token = file == null ? variable(host, TOKEN) : read(file);
        if (token != null && !token.matches("[\\x21-\\x7e]+")) {
            throw new InvalidInputException(
                    "the token in " + (file == null ? TOKEN : file)
                            + " is none; valid is what 'deployment-gates token create' printed, and USER:API-TOKEN for Jenkins");
        }
        return token;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the file " + file + " that --token-file names cannot be read: " + FileReason.of(e));
        }
    }

    /** An empty variable is none. */
    @CheckForNull
    private static String variable(Host host, String name) {
        String value = host.environment().apply(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
