package io.jenkins.plugins.deploymentgates.gate;

import java.util.List;

/** How gates write commits and long lists in their messages. */
final class Words {
    /** Longer lists are cut with a count of what was left out. */
    static final int SHOWN = 20;

    private Words() {}

    /** The abbreviated commit id people read. */
    static String commit(String id) {
        return id.substring(0, Math.min(10, id.length()));
    }

    /** Comma separated, at most {@link #SHOWN} of them. */
    static String shortened(List<String> words) {
        return words.size() <= SHOWN
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, SHOWN)) + " and " + (words.size() - SHOWN) + " more";
    }
}
