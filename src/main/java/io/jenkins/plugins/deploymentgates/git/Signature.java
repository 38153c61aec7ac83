package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Who a commit or an annotated tag is by. Immutable.
 *
 * @param name for people
 * @param mail an address, which need not exist
 */
public record Signature(String name, String mail) {
    /** Reserved by RFC 2606, so that no mail ever reaches anybody. */
    private static final String NO_HOST = "@deployment-gates.invalid";

    private static final Pattern WRITTEN = Pattern.compile("([^<>\\p{Cntrl}]*[^<>\\p{Cntrl} ]) *<([^<>\\s]+)>");

    /** For a login; one that is a mail address is also the address. */
    public static Signature of(String login) {
        int at = login.indexOf('@');
        return new Signature(login, at > 0 ? login : login.replaceAll("[^A-Za-z0-9._-]", "-") + NO_HOST);
    }

    /**
     * Who is configured, as {@link #parse} reads it, else a login.
     *
     * @throws InvalidInputException when it is written otherwise
     */
    public static Signature configured(@CheckForNull String text, String login) {
        return text == null ? of(login) : parse(text);
    }

    /**
     * As Git writes it, {@code Ann Smith <ann@example.com>}.
     *
     * @throws InvalidInputException when it is written otherwise
     */
    public static Signature parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException(Names.quote(text)
                    + " is no name with a mail address; valid is for example Deploy Bot <deploy@example.com>");
        }
        return new Signature(matcher.group(1), matcher.group(2));
    }

    PersonIdent at(Instant time) {
        return new PersonIdent(name, mail, time, ZoneOffset.UTC);
    }
}
