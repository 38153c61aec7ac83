package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a person can read a commit: the page of GitHub, GitLab or Bitbucket, derived from the repository's URL. The host
 * must be one of theirs, or an own host named after it, such as {@code gitlab.example.com}. User names, passwords and
 * the ports of ssh are left out.
 *
 * @param prefix what stands before the commit's id
 * @param suffix what stands after it
 */
public record CommitLinks(String prefix, String suffix) {
    private static final String COMMIT = "{commit}";

    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?|ssh|git)://(?:[^@/]*@)?(?<host>[^:/]+)(?<port>:[0-9]+)?/(?<path>.+)");
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?(?<host>[^:/]+):(?!/)(?<path>.+)");

    /** Links as an application configures them; else what its repository's URL tells. */
    public static Optional<CommitLinks> of(GitSettings git) {
        String configured = null;
        if (git.folders() != null) {
            configured = git.folders().commitLink();
        } else if (git.releaseFile() != null) {
            configured = git.releaseFile().commitLink();
        }
        if (configured == null || !configured.contains(COMMIT)) {
            return of(git.repository());
        }
        int at = configured.indexOf(COMMIT);
        return Optional.of(new CommitLinks(configured.substring(0, at), configured.substring(at + COMMIT.length())));
    }

    /** The page of a commit of an application; {@code null} where there is no commit, repository or page. */
    @CheckForNull
    public static String of(Application application, @CheckForNull String commit) {
        return commit == null || application.git() == null
                ? null
                : of(application.git()).map(links -> links.link(commit)).orElse(null);
    }

    /** Links for a repository; empty when its host is none of these. */
    public static Optional<CommitLinks> of(String repository) {
        Matcher url = URL.matcher(repository);
        if (url.matches()) {
            boolean http = url.group("scheme").startsWith("http");
            String port = http && url.group("port") != null ? url.group("port") : "";
            return of(http ? url.group("scheme") : "https", url.group("host"), port, url.group("path"));
        }
        Matcher scp = SCP.matcher(repository);
        return scp.matches() ? of("https", scp.group("host"), "", scp.group("path")) : Optional.empty();
    }

    private static Optional<CommitLinks> of(String scheme, String host, String port, String path) {
        String way = way(host.toLowerCase(Locale.ROOT));
        if (way == null) {
            return Optional.empty();
        }
        String project = path.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return Optional.of(new CommitLinks(scheme + "://" + host + port + "/" + project + way, ""));
    }

    @CheckForNull
    private static String way(String host) {
        if (host.equals("bitbucket.org")) {
            return "/commits/";
        }
        return switch (host.substring(0, Math.max(0, host.indexOf('.')))) {
            case "github" -> "/commit/";
            case "gitlab" -> "/-/commit/";
            default -> null;
        };
    }

    /** The page of a commit. */
    public String link(String commit) {
        return prefix + commit + suffix;
    }
}
