package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/** Lists that a script gives or that somebody types into a field, one entry a line. */
public final class TypedLists {
    private TypedLists() {}

    /** The entries without blank ones; none for {@code null}. The list is one that can be saved with a build or a job. */
    public static ArrayList<String> entries(@CheckForNull List<String> typed) {
        ArrayList<String> entries = new ArrayList<>();
        if (typed != null) {
            typed.forEach(entry -> entry.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(entries::add));
        }
        return entries;
    }
}
