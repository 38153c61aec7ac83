package io.jenkins.plugins.deploymentgates.gate;

import java.util.List;

/** How gates write long lists in their messages. */
final class Words {
    /** Longer lists are cut with a count of what was left out. */
    static final int SHOWN = 20;

    private Words() {}

    /** Comma separated, at most {@link #SHOWN} of them. */
    static String shortened(List<String> words) {
        return words.size() <= SHOWN
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, SHOWN)) + " and " + (words.size() - SHOWN) + " more";
    }
}
