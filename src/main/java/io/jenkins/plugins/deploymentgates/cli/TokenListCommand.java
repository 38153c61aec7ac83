package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.AccessToken;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code token list}: who can call the server. */
@Command(
        name = "list",
        description = "List all tokens, those that expired or were revoked too. Nobody can be shown a token again.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates token list")
final class TokenListCommand extends Verb {
    TokenListCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON: all but the hash. */
    record Listed(
            String id,
            String name,
            List<Role> roles,
            List<String> applications,
            List<String> groups,
            Instant createdAt,
            String createdBy,
            @CheckForNull Instant expires,
            @CheckForNull Instant revoked,
            @CheckForNull String revokedBy) {

        static Listed of(AccessToken token) {
            return new Listed(
                    token.id(),
                    token.name(),
                    token.roles(),
                    token.applications(),
                    token.groups(),
                    token.createdAt(),
                    token.createdBy(),
                    token.expires(),
                    token.revoked(),
                    token.revokedBy());
        }
    }

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        List<AccessToken> tokens = session().read(LedgerView::tokens);
        return show(tokens.stream().map(Listed::of).toList(), show -> print(show, tokens), CommandLineTool.DONE);
    }

    private void print(Show show, List<AccessToken> tokens) {
        if (tokens.isEmpty()) {
            show.line("there are no tokens");
            return;
        }
        Table table = new Table("ID", "NAME", "ROLES", "APPLICATIONS", "AGE", "BY", "STATE");
        for (AccessToken token : tokens) {
            table.row(
                    token.id(),
                    token.name(),
                    token.roles().stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")),
                    token.applications().isEmpty() ? "all" : String.join(", ", token.applications()),
                    show.age(token.createdAt()),
                    token.createdBy(),
                    state(show, token));
        }
        show.table(table, "");
    }

    private String state(Show show, AccessToken token) {
        Instant revoked = token.revoked();
        if (revoked != null) {
            return "revoked by " + token.revokedBy() + " " + show.instant(revoked);
        }
        if (token.expires() == null) {
            return "valid";
        }
        boolean valid = token.isValid(session().host().clock().instant());
        return (valid ? "valid until " : "expired ") + show.instant(token.expires());
    }
}
