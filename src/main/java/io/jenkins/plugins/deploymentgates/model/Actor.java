package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Set;

/**
 * Who does something.
 *
 * @param name the person's or machine's login
 * @param groups the groups they are in, from wherever the host keeps them
 * @param build the Jenkins build that acts on their behalf, or {@code null} for a person
 */
public record Actor(String name, Set<String> groups, @CheckForNull Build build) {
    public Actor {
        Names.check("user", name);
        groups = Set.copyOf(groups);
    }

    public static Actor person(String name, Set<String> groups) {
        return new Actor(name, groups, null);
    }

    /** Whether they are named in {@code usersOrGroups}, themselves or by a group. */
    public boolean isAnyOf(Iterable<String> usersOrGroups) {
        for (String one : usersOrGroups) {
            if (one.equals(name) || groups.contains(one)) {
                return true;
            }
        }
        return false;
    }
}
