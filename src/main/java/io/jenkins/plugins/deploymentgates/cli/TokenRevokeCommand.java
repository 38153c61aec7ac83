package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.cli.serve.Tokens;
import io.jenkins.plugins.deploymentgates.ledger.AccessToken;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code token revoke}: makes tokens invalid for good. */
@Command(
        name = "revoke",
        description = "Make a token invalid, or all of a name. A running server refuses them at once.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates token revoke ci")
final class TokenRevokeCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ID|NAME", description = "The token, or whose tokens.")
    String idOrName;

    TokenRevokeCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Revoked(String id, String name) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = Ledgers.open(session().ledger())) {
            List<AccessToken> revoked = new Tokens(ledger, session().host().clock())
                    .revoke(idOrName, session().actor().name());
            return show(
                    revoked.stream()
                            .map(token -> new Revoked(token.id(), token.name()))
                            .toList(),
                    show -> revoked.forEach(token -> show.line("revoked " + token.id() + " of " + token.name())),
                    CommandLineTool.DONE);
        }
    }
}
