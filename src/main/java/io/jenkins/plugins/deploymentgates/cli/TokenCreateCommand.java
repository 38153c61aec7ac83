package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.serve.Tokens;
import io.jenkins.plugins.deploymentgates.config.Durations;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token create}: makes a token and shows it once. */
@Command(
        name = "create",
        description = "Make a token. It is shown this once; what is kept is its hash.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates token create ci --role recorder --role promoter --application shop --expires 90d",
            "  deployment-gates token create anna --role approver --group release-managers"
        })
final class TokenCreateCommand extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "Who uses it: the ledger records what they do under this name.")
    String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "What it is for: reader, recorder, promoter, approver, operator (all but approving) or"
                    + " administrator. Can be given again.")
    List<String> roles = new ArrayList<>();

    @Option(
            names = "--application",
            paramLabel = "APP",
            description = "It sees this application only. Can be given again.")
    List<String> applications = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "It is in this group, besides those of the configuration. Can be given again.")
    List<String> groups = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            description = "It is valid for so long, such as 90d (default: until it is revoked).")
    @CheckForNull
    String expires;

    TokenCreateCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Result(
            String token,
            String id,
            String name,
            List<Role> roles,
            List<String> applications,
            List<String> groups,
            @CheckForNull Instant expires) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        Tokens.Wish wish = new Tokens.Wish(
                name,
                roles.stream().map(TokenCreateCommand::role).toList(),
                applications,
                groups,
                expires == null ? null : Durations.parse(expires));
        try (Ledger ledger = Ledgers.open(session().ledger())) {
            Tokens.Made made = new Tokens(ledger, session().host().clock())
                    .make(wish, session().configuration(), session().actor().name());
            return show(
                    new Result(
                            made.token(),
                            made.kept().id(),
                            made.kept().name(),
                            made.kept().roles(),
                            made.kept().applications(),
                            made.kept().groups(),
                            made.kept().expires()),
                    show -> show.line(made.token()),
                    CommandLineTool.DONE);
        }
    }

    private static Role role(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("--role " + Names.quote(text) + " is no role; valid are "
                        + Arrays.stream(Role.values())
                                .map(role -> role.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
