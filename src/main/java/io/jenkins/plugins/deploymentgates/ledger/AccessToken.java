package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/**
 * A bearer token of the server, without its secret. Kept beside the history and not in it: it is neither derived from
 * events nor exported with them, since it is about one server and not about what happened. Immutable.
 *
 * @param id tells it apart, also in the token itself; eight hexadecimal digits
 * @param name under which the ledger records what is done with it
 * @param hash the SHA-256 of the secret, in hexadecimal
 * @param applications the only ones it sees; empty means all
 * @param groups its groups, besides those the configuration puts its name in
 * @param expires from when on it is not valid; {@code null} for never
 * @param revoked when it was revoked; {@code null} while it was not
 */
public record AccessToken(
        String id,
        String name,
        String hash,
        List<Role> roles,
        List<String> applications,
        List<String> groups,
        Instant createdAt,
        String createdBy,
        @CheckForNull Instant expires,
        @CheckForNull Instant revoked,
        @CheckForNull String revokedBy) {
    public AccessToken {
        roles = List.copyOf(roles);
        applications = List.copyOf(applications);
        groups = List.copyOf(groups);
    }

    /** Whether it can be used then. */
    public boolean isValid(Instant at) {
        return revoked == null && (expires == null || at.isBefore(expires));
    }
}
