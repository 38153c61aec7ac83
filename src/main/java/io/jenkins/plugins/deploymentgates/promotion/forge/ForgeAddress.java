package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a repository's pull requests are.
 *
 * @param api the REST API without a slash at the end, such as {@code https://api.github.com}
 * @param project the repository's name there, such as {@code shop/deploy}
 */
record ForgeAddress(ForgeSettings.Type type, URI api, String project) {
    private static final Pattern URL =
            Pattern.compile("(?<scheme>https?|ssh|git)://(?:[^@/]*@)?(?<host>[^:/]+)(?<port>:[0-9]+)?/(?<path>.+)");
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?(?<host>[^:/]+):(?<path>(?!//).+)");
    private static final Pattern API = Pattern.compile("https?://[^/@?#]+(/[^@?#]*)?");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}/)[^/\\s]+(/(?!\\.{1,2}(/|$))[^/\\s]+)+");

    /** The hosts that take ssh on the port of https, and whose they are. */
    private static final List<String> SSH_HOSTS = List.of("ssh.github.com", "altssh.gitlab.com");

    /** @throws InvalidInputException when something does not follow from the repository's URL and is not given either */
    static ForgeAddress of(
            @CheckForNull ForgeSettings.Type given,
            @CheckForNull String url,
            @CheckForNull String project,
            String repository) {
        Place place = Place.of(repository);
        ForgeSettings.Type type = given != null ? given : type(place);
        return new ForgeAddress(type, api(url, type, place), project(project, type, place));
    }

    private static ForgeSettings.Type type(@CheckForNull Place place) {
        if (place == null) {
            throw new InvalidInputException("the repository's URL names no server with pull requests; set"
                    + " git.forge.type, git.forge.url and git.forge.project");
        }
        String host = place.host();
        String first = host.substring(0, Math.max(0, host.indexOf('.')));
        if (host.equals("bitbucket.org")) {
            throw new InvalidInputException(
                    "bitbucket.org is Bitbucket Cloud, whose API is another one; pull requests go through GitHub, GitLab,"
                            + " Bitbucket Data Center, Gitea or Forgejo");
        }
        if (first.equals("github") || host.endsWith(".ghe.com")) {
            return ForgeSettings.Type.GITHUB;
        }
        if (first.equals("gitlab")) {
            return ForgeSettings.Type.GITLAB;
        }
        if (first.equals("bitbucket") || first.equals("stash") || place.path().matches("(.*/)?scm/[^/]+/[^/]+")) {
            return ForgeSettings.Type.BITBUCKET;
        }
        if (List.of("gitea", "forgejo", "codeberg").contains(first)) {
            return ForgeSettings.Type.GITEA;
        }
        throw new InvalidInputException("whose API " + host
                + " speaks does not follow from its name; set git.forge.type to github, gitlab, bitbucket or gitea");
    }

    private static URI api(@CheckForNull String url, ForgeSettings.Type type, @CheckForNull Place place) {
        if (url != null) {
            URI given = API.matcher(url).matches() ? uri(url) : null;
            if (given == null) {
                throw new InvalidInputException("git.forge.url is no URL of a REST API; valid is for example "
                        + example(type) + ", with no user, password or query");
            }
            return given;
        }
        if (place == null) {
            throw new InvalidInputException(
                    "where the API is does not follow from the repository's URL; set git.forge.url, for example to "
                            + example(type));
        }
        String base = place.web();
        URI usual = uri(
                switch (type) {
                    case GITHUB ->
                        place.host().equals("github.com")
                                ? "https://api.github.com"
                                : place.host().endsWith(".ghe.com") ? "https://api." + place.host() : base + "/api/v3";
                    case GITLAB -> base + "/api/v4";
                    case BITBUCKET -> base + place.before("scm/") + "/rest";
                    case GITEA -> base + place.beforeLast(2) + "/api/v1";
                });
        if (usual == null) {
            throw new InvalidInputException("the host in the repository's URL is none an API can be reached at; set"
                    + " git.forge.url, for example to " + example(type));
        }
        return usual;
    }

    /** Without a slash at the end; {@code null} when it is no URL, or its host no host's name. */
    @CheckForNull
    private static URI uri(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            return uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String example(ForgeSettings.Type type) {
        return switch (type) {
            case GITHUB -> "https://github.example.com/api/v3";
            case GITLAB -> "https://gitlab.example.com/api/v4";
            case BITBUCKET -> "https://bitbucket.example.com/rest";
            case GITEA -> "https://gitea.example.com/api/v1";
        };
    }

    private static String project(@CheckForNull String given, ForgeSettings.Type type, @CheckForNull Place place) {
        String name = given;
        if (name == null && place != null) {
            // GitLab's groups may stand in each other; the others have an owner or project and a repository.
            name = type == ForgeSettings.Type.GITLAB ? place.path() : place.last(2);
        }
        boolean two = name != null && name.indexOf('/') == name.lastIndexOf('/');
        if (name == null || !NAME.matcher(name).matches() || type != ForgeSettings.Type.GITLAB && !two) {
            throw new InvalidInputException(
                    (name == null ? "" : "'" + name + "' is no repository's name on " + shown(type) + ": ")
                            + "set git.forge.project to the owner's and the repository's name, for example shop/deploy");
        }
        return name;
    }

    /** Its name as people write it. */
    static String shown(ForgeSettings.Type type) {
        return switch (type) {
            case GITHUB -> "GitHub";
            case GITLAB -> "GitLab";
            case BITBUCKET -> "Bitbucket";
            case GITEA -> "Gitea";
        };
    }

    /** The project's part before the slash. */
    String owner() {
        return project.substring(0, project.lastIndexOf('/'));
    }

    /** The project's part after the slash. */
    String name() {
        return project.substring(project.lastIndexOf('/') + 1);
    }

    /**
     * The server and the path that a repository's URL names.
     *
     * @param web the server's pages, without a path
     * @param path without a slash at either end and without {@code .git}
     */
    private record Place(String web, String host, String path) {
        @CheckForNull
        static Place of(String repository) {
            Matcher url = URL.matcher(repository);
            if (url.matches()) {
                boolean http = url.group("scheme").startsWith("http");
                String port = http && url.group("port") != null ? url.group("port") : "";
                return of(http ? url.group("scheme") : "https", url.group("host"), port, url.group("path"));
            }
            Matcher scp = SCP.matcher(repository);
            // One letter before the colon is a drive of Windows.
            return scp.matches() && scp.group("host").length() > 1
                    ? of("https", scp.group("host"), "", scp.group("path"))
                    : null;
        }

        private static Place of(String scheme, String given, String port, String path) {
            String host = given.toLowerCase(Locale.ROOT);
            if (SSH_HOSTS.contains(host)) {
                host = host.substring(host.indexOf('.') + 1);
            }
            String bare = path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
            return new Place(scheme + "://" + host + port, host, bare);
        }

        /** The path's parts before one of them, with a slash in front; empty when it comes first or not at all. */
        String before(String part) {
            int at = ("/" + path).lastIndexOf("/" + part);
            return at <= 0 ? "" : "/" + path.substring(0, at - 1);
        }

        /** The path without so many parts at its end, with a slash in front; empty when there are no more. */
        String beforeLast(int parts) {
            String last = last(parts);
            return last.length() == path.length() ? "" : "/" + path.substring(0, path.length() - last.length() - 1);
        }

        /** So many parts at the end of the path. */
        String last(int parts) {
            String[] all = path.split("/", -1);
            int from = Math.max(0, all.length - parts);
            return String.join("/", List.of(all).subList(from, all.length));
        }
    }
}
