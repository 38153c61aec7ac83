package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Where a ledger is, and who asks for it. Immutable and thread-safe; its text form, as every message, leaves the
 * credentials out.
 */
public final class LedgerAddress {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";
    /** One or several hosts, then the database. What does not look like it may well be a user with a password. */
    private static final Pattern HOSTS = Pattern.compile(
            POSTGRES + "//(HOST(,HOST)*)?(/[^@?]*)?(\\?.*)?".replace("HOST", "([\\w.-]+|\\[[\\w:.%]+])(:\\d+)?"),
            Pattern.DOTALL);

    /** How long to wait for another process that writes; its commits take milliseconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The file, or the URL without credentials. */
    private final String place;

    private final boolean file;

    @CheckForNull
    private final String user;

    @CheckForNull
    private final String password;

    private LedgerAddress(String place, boolean file, @CheckForNull String user, @CheckForNull String password) {
        this.place = place;
        this.file = file;
        this.user = user;
        this.password = password;
    }

    /**
     * The same as {@link #of(String, String, String)} with what the URL says about the user.
     *
     * @throws LedgerException as there
     */
    public static LedgerAddress of(String fileOrUrl) {
        return of(fileOrUrl, null, null);
    }

    /**
     * Reads an address; asks neither the disk nor the network.
     *
     * @param fileOrUrl an SQLite file, the same as {@code jdbc:sqlite:FILE}, or a PostgreSQL database as
     *     {@code jdbc:postgresql://HOST:PORT/DATABASE}, with the parameters of its JDBC driver if any are needed
     * @param user the database's user, or {@code null} for the parameter {@code user} of the URL, else the one the
     *     driver takes, which is the login of this process; means nothing for a file
     * @param password the user's password, or {@code null} for the parameter {@code password} of the URL, else the one
     *     in the user's {@code .pgpass}; means nothing for a file
     * @throws LedgerException when it is no address; the message has no credentials
     */
    public static LedgerAddress of(String fileOrUrl, @CheckForNull String user, @CheckForNull String password) {
        if (fileOrUrl.startsWith(POSTGRES)) {
            return ofPostgres(fileOrUrl, user, password);
        }
        if (fileOrUrl.startsWith("jdbc:") && !fileOrUrl.startsWith(SQLITE)) {
            throw new LedgerException("the ledger " + fileOrUrl.replaceFirst("(?s)^(jdbc:[^:]*:).*", "$1...")
                    + " cannot be used: this program keeps ledgers in SQLite and PostgreSQL; name a file,"
                    + " jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
        }
        return new LedgerAddress(
                fileOrUrl.startsWith(SQLITE) ? fileOrUrl.substring(SQLITE.length()) : fileOrUrl, true, null, null);
    }

    private static LedgerAddress ofPostgres(String url, @CheckForNull String user, @CheckForNull String password) {
        // The driver would write it to the log, and every message would show it.
        if (!HOSTS.matcher(url).matches()) {
            throw new LedgerException("the ledger " + POSTGRES + "//... cannot be used: its URL is not of the form"
                    + " jdbc:postgresql://HOST:PORT/DATABASE; give user and password apart from it");
        }
        String name = withoutParameters(url);
        int query = url.indexOf('?');
        List<String> parameters = new ArrayList<>();
        String userThere = null;
        String passwordThere = null;
        for (String parameter :
                query < 0 ? new String[0] : url.substring(query + 1).split("&")) {
            if (parameter.startsWith("user=")) {
                userThere = decode(name, parameter);
            } else if (parameter.startsWith("password=")) {
                passwordThere = decode(name, parameter);
            } else {
                parameters.add(parameter);
            }
        }
        String place = (query < 0 ? url : url.substring(0, query))
                + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
        if (Driver.parseURL(place, null) == null) {
            throw new LedgerException(
                    "the ledger " + name + " cannot be used: the driver cannot read its URL; name it as"
                            + " jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return new LedgerAddress(
                place, false, user == null ? userThere : user, password == null ? passwordThere : password);
    }

    private static String decode(String name, String parameter) {
        int end = parameter.indexOf('=');
        try {
            return URLDecoder.decode(parameter.substring(end + 1), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not passed on: it quotes the value.
            throw new LedgerException("the ledger " + name + " cannot be used: the parameter '"
                    + parameter.substring(0, end) + "' of its URL has a % that begins no escape; write %25 for a %");
        }
    }

    private static String withoutParameters(String url) {
        return url.replaceFirst("(?s)\\?.*", "");
    }

    /** What the ledger is called in messages: the file, or the URL without credentials and other parameters. */
    public String name() {
        return file ? place : withoutParameters(place);
    }

    /** The file it is kept in, or {@code null} for a database. */
    @CheckForNull
    public Path file() {
        return file ? Path.of(place) : null;
    }

    /**
     * How to get at it.
     *
     * @param writable whether anything shall be written
     * @param whole whether a piece of work may go through the whole ledger, and so take its time
     */
    Storage storage(boolean writable, boolean whole) {
        return file ? Storage.sqlite(Path.of(place), writable, PATIENCE) : Storage.postgres(this, PATIENCE, whole);
    }

    /** The URL without credentials. */
    String url() {
        return place;
    }

    @CheckForNull
    String user() {
        return user;
    }

    @CheckForNull
    String password() {
        return password;
    }

    @Override
    public String toString() {
        return name();
    }
}
