package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** Addresses that came from outside and may become links. Stateless. */
final class WebAddress {
    private WebAddress() {}

    /** The address if a browser only goes there by it; {@code null} for what would run as a script, or is none. */
    @CheckForNull
    static String of(@CheckForNull String address) {
        return address != null && address.matches("(?i)https?://.*") ? address : null;
    }
}
