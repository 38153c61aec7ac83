package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Messages about repositories. */
final class GitErrors {
    /** More names than this are not listed. */
    private static final int MAX_NAMES = 20;

    private GitErrors() {}

    static GitException missing(RepositoryAddress address) {
        return new UnreachableException("repository " + address.quoted()
                + " does not exist; check git.repository of the application, or create it");
    }

    static GitException notARepository(RepositoryAddress address) {
        return new UnreachableException(
                address.quoted() + " is not a Git repository; git.repository must name a folder with a"
                        + " repository in it, such as one made by git init");
    }

    static GitException noBranch(RepositoryAddress address, String branch, Map<String, String> heads) {
        if (heads.isEmpty()) {
            return empty(address);
        }
        return new UnknownRefException(
                "repository " + address.quoted() + " has no branch '" + branch + "'; it has " + names(heads.keySet()));
    }

    static GitException empty(RepositoryAddress address) {
        return new GitException(
                "repository " + address.quoted() + " is empty: it has no branch yet; push a first commit to it");
    }

    static GitException noCommitish(RepositoryAddress address, String text, Map<String, String> heads) {
        if (heads.isEmpty()) {
            return empty(address);
        }
        return new UnknownRefException("repository " + address.quoted() + " has no branch, tag or commit '" + text
                + "'; its branches are " + names(heads.keySet()));
    }

    static GitException noHead(RepositoryAddress address, Map<String, String> heads) {
        if (heads.isEmpty()) {
            return empty(address);
        }
        return new UnknownRefException("HEAD of repository " + address.quoted()
                + " names no branch that is there; name one of its branches " + names(heads.keySet()));
    }

    static GitException noParent(RepositoryAddress address, String text, String before, long steps) {
        return new UnknownRefException("repository " + address.quoted() + " has no commit '" + text
                + "': the first commit is " + (steps == 0 ? "'" + before + "'" : "'" + before + "~" + steps + "'"));
    }

    static GitException noSuchParent(RepositoryAddress address, String text, String before, int parents) {
        return new UnknownRefException("repository " + address.quoted() + " has no commit '" + text + "': '" + before
                + "' has " + (parents == 0 ? "no parent" : Texts.count(parents, "parent")));
    }

    static GitException noCommit(RepositoryAddress address, String id) {
        return new GitException("repository " + address.quoted() + " has no commit " + id
                + "; it may have been removed there, or never pushed");
    }

    static GitException unreadable(RepositoryAddress address, Exception cause) {
        return new UnreachableException(
                "repository " + address.quoted() + " cannot be read: " + reason(address, cause)
                        + "; run git fsck there",
                cause);
    }

    /** A failure on the wire, as the person at the other end of it should read it. */
    static GitException unreachable(RepositoryAddress address, GitCredentials credentials, Exception failure) {
        String reason = reason(address, failure);
        if (has(failure, NoRemoteRepositoryException.class)) {
            return missing(address);
        }
        if (reason.contains("Server key did not validate")) {
            return unknownHost(address, credentials.hostKeysPlace(), failure);
        }
        if (isAboutCredentials(failure)) {
            return new UnreachableException(
                    "repository " + address.quoted() + " needs other credentials: " + credentials.explain(address),
                    failure);
        }
        return new UnreachableException("repository " + address.quoted() + " cannot be reached: " + reason, failure);
    }

    private static GitException unknownHost(RepositoryAddress address, @CheckForNull String place, Exception failure) {
        String host = address.uri().getHost();
        if (place != null) {
            return new UnreachableException(
                    "the key of host " + host + " is not trusted, so repository " + address.quoted()
                            + " was not asked; compare the key with what the host's owner says, then add it under "
                            + place,
                    failure);
        }
        int port = address.uri().getPort();
        return new UnreachableException(
                "the key of host " + host + " is not the one in ~/.ssh/known_hosts or not there at all, so repository "
                        + address.quoted() + " was not asked; compare the key with what the host's owner says, then add"
                        + " it with ssh-keyscan " + (port > 0 ? "-p " + port + " " : "") + host,
                failure);
    }

    private static boolean isAboutCredentials(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("not authorized")
                    || text.contains("authentication is required")
                    || text.contains("no credentialsprovider")
                    || text.contains("cannot log in")
                    || text.contains("no more authentication methods")
                    || text.contains("auth fail")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return find(failure, type) != null;
    }

    private static <T extends Throwable> @CheckForNull T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static String reason(RepositoryAddress address, Exception failure) {
        UnknownHostException unknown = find(failure, UnknownHostException.class);
        if (unknown != null) {
            return "there is no host '" + unknown.getMessage() + "', or its address cannot be found out now";
        }
        if (has(failure, UnresolvedAddressException.class)) {
            return "there is no host '" + address.uri().getHost() + "', or its address cannot be found out now";
        }
        ConnectException refused = find(failure, ConnectException.class);
        if (refused != null) {
            return "host '" + address.uri().getHost() + "' cannot be connected to: " + refused.getMessage();
        }
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = text.strip().lines().findFirst().orElse(text);
        // JGit begins with the URL, which is named already.
        String known = address.uri().toString() + ": ";
        return address.redact(line.startsWith(known) ? line.substring(known.length()) : line);
    }

    static String names(Collection<String> names) {
        String list = String.join(", ", names.stream().limit(MAX_NAMES).toList());
        return names.size() > MAX_NAMES ? list + " and " + (names.size() - MAX_NAMES) + " more" : list;
    }
}
