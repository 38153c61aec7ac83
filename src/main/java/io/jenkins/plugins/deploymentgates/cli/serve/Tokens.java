package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.AccessToken;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Makes, lists and revokes the bearer tokens of a ledger's server. Thread-safe. */
public final class Tokens {
    private final Ledger ledger;
    private final Clock clock;

    public Tokens(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a token is to be.
     *
     * @param lifetime until it expires; {@code null} for never
     */
    public record Wish(
            String name,
            List<Role> roles,
            List<String> applications,
            List<String> groups,
            @CheckForNull Duration lifetime) {}

    /** A new token; its text is shown once and is nowhere kept. */
    public record Made(String token, AccessToken kept) {}

    /**
     * Makes one.
     *
     * @param by who has it made
     * @throws InvalidInputException when the wish cannot be fulfilled; the message says what would be right
     */
    public Made make(Wish wish, Configuration configuration, String by) {
        Names.check("token", wish.name());
        wish.groups().forEach(group -> Names.check("group", group));
        wish.applications().forEach(configuration::application);
        if (wish.roles().isEmpty()) {
            throw new InvalidInputException("a token without a role is good for nothing; give it one with --role");
        }
        if (wish.roles().contains(Role.ADMINISTRATOR) && !wish.applications().isEmpty()) {
            throw new InvalidInputException("a token of an administrator is for all applications; leave out"
                    + " --application, or give it another role");
        }
        Instant now = clock.instant();
        TokenSecrets.Presented secret = TokenSecrets.make();
        AccessToken token = new AccessToken(
                secret.id(),
                wish.name(),
                TokenSecrets.hash(secret.secret()),
                wish.roles().stream().distinct().sorted().toList(),
                wish.applications().stream().distinct().sorted().toList(),
                wish.groups().stream().distinct().sorted().toList(),
                now,
                by,
                wish.lifetime() == null ? null : now.plus(wish.lifetime()),
                null,
                null);
        ledger.write(transaction -> {
            transaction.addToken(token);
            return null;
        });
        return new Made(secret.text(), token);
    }

    /** All of them, oldest first. */
    public List<AccessToken> list() {
        return ledger.read(LedgerView::tokens);
    }

    /**
     * Revokes a token by its id, or all tokens of a name; a running server refuses them from then on.
     *
     * @return those that were revoked
     * @throws InvalidInputException when there is none that was not revoked before
     */
    public List<AccessToken> revoke(String idOrName, String by) {
        Instant now = clock.instant();
        List<AccessToken> revoked = Objects.requireNonNull(ledger.write(transaction -> transaction.tokens().stream()
                .filter(token -> token.id().equals(idOrName) || token.name().equals(idOrName))
                .filter(token -> transaction.revokeToken(token.id(), now, by))
                .toList()));
        if (revoked.isEmpty()) {
            throw new InvalidInputException("there is no token " + Names.quote(idOrName)
                    + " to be revoked; 'deployment-gates token list' lists all with their ids");
        }
        return revoked;
    }
}
