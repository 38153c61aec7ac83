package io.jenkins.plugins.deploymentgates.jenkins.config;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.CredentialsField;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Where this controller's ledger is. Immutable and thread-safe; holds no secret. */
public final class LedgerPlace {
    private static final String SQLITE = "jdbc:sqlite:";

    /** A URL with a parameter that is a secret. */
    private static final Pattern PASSWORD =
            Pattern.compile("^\\s*jdbc:.*[?&;][^=&;]*password=", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String fileOrUrl;
    private final String credentials;

    private LedgerPlace(String fileOrUrl, String credentials) {
        this.fileOrUrl = fileOrUrl;
        this.credentials = credentials;
    }

    /**
     * Checks a place without asking the disk or the network.
     *
     * @param typed an SQLite file's absolute path, or a JDBC URL; blank for a file below the controller's home
     * @param credentials the id of the user name with password of a database; blank for none
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it cannot be one, saying why
     */
    public static LedgerPlace of(String typed, String credentials) {
        if (PASSWORD.matcher(typed).find()) {
            throw new InvalidInputException("the URL of the ledger has a password, which everybody who may look at the"
                    + " configuration would see; leave it out and choose credentials");
        }
        LedgerPlace place = new LedgerPlace(typed.strip(), credentials.strip());
        place.address(place.login());
        Path file = place.file();
        if (file != null && !file.isAbsolute()) {
            throw new InvalidInputException("the ledger " + Names.quote(typed.strip())
                    + " is no absolute path; write all of it, such as /var/lib/deployments/ledger.db, or a URL such as"
                    + " jdbc:postgresql://db.example.com/deployments");
        }
        return place;
    }

    private LedgerAddress address(@CheckForNull StandardUsernamePasswordCredentials login) {
        try {
            return fileOrUrl.isEmpty()
                    ? LedgerAddress.of(standard().toString())
                    : LedgerAddress.of(
                            fileOrUrl,
                            login == null ? null : login.getUsername(),
                            login == null ? null : Secret.toString(login.getPassword()));
        } catch (InvalidPathException e) {
            throw new InvalidInputException("the ledger " + Names.quote(fileOrUrl) + " is no path: " + e.getReason());
        }
    }

    @CheckForNull
    private StandardUsernamePasswordCredentials login() {
        return credentials.isEmpty()
                ? null
                : CredentialsField.find(StandardUsernamePasswordCredentials.class, credentials)
                        .orElseThrow(() -> new InvalidInputException("there is no user name with password "
                                + Names.quote(credentials)
                                + " among Jenkins' own credentials; choose one of the list or add it"));
    }

    /** The file, or {@code null} for a database. */
    @CheckForNull
    private Path file() {
        if (fileOrUrl.isEmpty()) {
            return standard();
        }
        boolean file = fileOrUrl.startsWith(SQLITE) || !fileOrUrl.startsWith("jdbc:");
        return file ? Path.of(fileOrUrl.startsWith(SQLITE) ? fileOrUrl.substring(SQLITE.length()) : fileOrUrl) : null;
    }

    private static Path standard() {
        return Jenkins.get().getRootDir().toPath().resolve("deployment-gates").resolve("ledger.db");
    }

    /**
     * Opens the ledger, which is made if it is not there. The credentials are looked up now, so that a changed password
     * holds without saving anything, and their use is tracked with the controller.
     *
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it cannot be used, saying why
     */
    public Ledger open() {
        if (fileOrUrl.isEmpty()) {
            try {
                Files.createDirectories(standard().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        StandardUsernamePasswordCredentials login = login();
        if (login != null) {
            CredentialsProvider.track(Jenkins.get(), login);
        }
        return Ledgers.open(address(login));
    }

    /**
     * Finds out whether the ledger could be opened, and changes nothing. Asks the disk or the network.
     *
     * @return what it is kept in and what is there
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it cannot be used, saying why
     */
    public String test() {
        return Ledgers.check(address(login())).summary();
    }

    @Override
    public String toString() {
        return fileOrUrl;
    }
}
