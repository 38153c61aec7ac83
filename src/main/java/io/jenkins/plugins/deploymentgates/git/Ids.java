package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;

/** Object ids as text. */
final class Ids {
    private static final Pattern ABBREVIATED = Pattern.compile("[0-9a-fA-F]{4,40}");

    private Ids() {}

    /** As {@link Texts#commit} has it. */
    static String abbreviate(@CheckForNull String id) {
        return id == null ? "(none)" : Texts.commit(id);
    }

    static boolean isFull(String text) {
        return ObjectId.isId(text);
    }

    /** Whether the text can be a full or abbreviated id; Git abbreviates to no less than four characters. */
    static boolean looksLikeId(String text) {
        return ABBREVIATED.matcher(text).matches();
    }
}
