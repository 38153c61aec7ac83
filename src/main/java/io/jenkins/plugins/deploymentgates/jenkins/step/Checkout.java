package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.PluginWrapper;
import hudson.model.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * What a build checked out.
 *
 * @param commit forty digits
 * @param certain whether it is known to be a commit of the application's repository
 */
record Checkout(String commit, boolean certain) {
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/@]*@)?([^/:]*)(?::\\d+)?/(.*)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@:]+@)?([^/:]{2,}):(.*)");

    /**
     * A repository a build checked out with the Git plugin.
     *
     * @param remotes its addresses
     */
    record Repository(List<String> remotes, String commit) {
        Repository {
            remotes = List.copyOf(remotes);
        }
    }

    /**
     * The commit of the application's repository the build checked out last, else that of the only repository it checked
     * out.
     *
     * @param repository the application's; {@code null} when it has none
     */
    static Optional<Checkout> of(Run<?, ?> run, @CheckForNull String repository) {
        PluginWrapper git = Jenkins.get().getPluginManager().getPlugin("git");
        if (git == null || !git.isActive()) {
            return Optional.empty();
        }
        return choose(GitBuildData.repositories(run), repository);
    }

    static Optional<Checkout> choose(List<Repository> repositories, @CheckForNull String repository) {
        if (repository != null) {
            String place = place(repository);
            Optional<Repository> found = repositories.stream()
                    .filter(one -> one.remotes().stream()
                            .anyMatch(remote -> place(remote).equals(place)))
                    .reduce((first, last) -> last);
            if (found.isPresent()) {
                return Optional.of(new Checkout(found.get().commit(), true));
            }
        }
        return repositories.size() == 1
                ? Optional.of(new Checkout(repositories.get(0).commit(), false))
                : Optional.empty();
    }

    /** Host and path alone: the same repository has several addresses, by protocol and user. */
    private static String place(String address) {
        String text = address.strip();
        Matcher url = URL.matcher(text);
        Matcher scp = SCP.matcher(text);
        if (url.matches()) {
            text = url.group(1).toLowerCase(Locale.ROOT) + "/" + url.group(2);
        } else if (scp.matches()) {
            text = scp.group(1).toLowerCase(Locale.ROOT) + "/" + scp.group(2);
        }
        return text.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }
}
