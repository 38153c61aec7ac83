package io.jenkins.plugins.deploymentgates.config;

import java.util.regex.Pattern;

/** User names and passwords in addresses, which nobody is to read who only looks. Stateless. */
final class Logins {
    /** With http a user name alone is often a token; a password may have an {@code @} in it. */
    private static final Pattern LOGIN =
            Pattern.compile("(https?://)[^/\\s\"']*@|(\\w[\\w+.-]*://[^/\\s\"':@]*:)[^/\\s\"']*@");

    private Logins() {}

    /** The text with {@code …} for those in it. */
    static String hidden(String text) {
        return LOGIN.matcher(text)
                .replaceAll(found -> (found.group(1) == null ? found.group(2) : found.group(1)) + "…@");
    }
}
