package io.jenkins.plugins.deploymentgates.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;

/**
 * What Manage Jenkins keeps: the configuration as its canonical text, or the file or folder it is read from, and where
 * the ledger is. The text is the one shape it has, whether it was typed into the form, loaded from Configuration as Code,
 * or read back from disk; nothing invalid is ever kept. Thread-safe.
 */
@Extension
@Symbol("deploymentGates")
public final class DeploymentGatesConfiguration extends GlobalConfiguration {
    /** What its text is called in messages. */
    public static final String TEXT = "configuration";

    private String yaml = "";

    @CheckForNull
    private String path;

    @CheckForNull
    private String ledger;

    @CheckForNull
    private String ledgerCredentials;

    /** Whether the controller has come so far that a ledger may be opened. */
    private transient boolean started;

    public DeploymentGatesConfiguration() {
        load();
    }

    /** It has a page of its own and no part in that of the system. */
    @CheckForNull
    @Override
    public String getGlobalConfigPage() {
        return null;
    }

    /** The one of this controller. */
    public static DeploymentGatesConfiguration get() {
        return ExtensionList.lookupSingleton(DeploymentGatesConfiguration.class);
    }

    /** Begins to open the ledger once the controller knows its jobs, and brings to an end what a killed one left. */
    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void start() {
        get().apply();
    }

    /** Puts what was loaded in force and begins to open the ledger; called once at start-up. */
    public synchronized void apply() {
        started = true;
        try {
            // Of a file, what it said when it was last right; should it be wrong now, that stays in force.
            if (path == null || !yaml.isBlank()) {
                DeploymentGates.get().use(checkText(yaml));
            }
        } catch (ConfigurationException e) {
            DeploymentGates.get().reportProblem(e.getMessage());
        }
        readAgain();
        openLedger();
    }

    /** The canonical YAML of the configuration that was last put in force from here; empty when there was none. */
    public synchronized String getYaml() {
        return yaml;
    }

    /** The file or folder it is read from; {@code null} when it is kept here. */
    @CheckForNull
    public synchronized String getPath() {
        return path;
    }

    /** The ledger's file or URL; empty for the file below the controller's home. */
    public synchronized String getLedger() {
        return Util.fixNull(ledger);
    }

    /** The id of the database's credentials; empty for none. */
    public synchronized String getLedgerCredentials() {
        return Util.fixNull(ledgerCredentials);
    }

    /**
     * Checks a text, keeps it and puts it in force.
     *
     * @throws ConfigurationException when it has a mistake; what was there before stays
     */
    public void setYaml(String text) {
        keep(checkText(text), text.isBlank(), null);
    }

    /**
     * Reads a file or folder, keeps its path and puts it in force. It is read again when it changes.
     *
     * @throws ConfigurationException when it has a mistake; what was there before stays
     * @throws InvalidInputException when it is no absolute path
     */
    public void setPath(String fileOrFolder) {
        keep(checkPath(fileOrFolder), false, fileOrFolder);
    }

    private synchronized void keep(Configuration checked, boolean nothing, @CheckForNull String source) {
        yaml = nothing ? "" : checked.text();
        path = source;
        save();
        DeploymentGates.get().use(checked);
    }

    /**
     * Reads the file or folder again, if there is one. What it says is put in force; while it is wrong, what was in force
     * stays so, and the mistakes are reported to the administrator.
     */
    public synchronized void readAgain() {
        String source = path;
        if (source == null) {
            return;
        }
        try {
            Configuration read = new ConfigurationReader().read(Path.of(source));
            DeploymentGates gates = DeploymentGates.get();
            if (!read.text().equals(yaml) || gates.configurationProblem() != null) {
                keep(read, false, source);
            }
        } catch (ConfigurationException e) {
            DeploymentGates.get().reportProblem(e.getMessage());
        }
    }

    /**
     * Reads the file or folder again now, for whoever asked for it; what is kept here itself is in force already.
     *
     * @throws ConfigurationException when it has a mistake; what was in force stays so
     */
    public void reload() {
        String source = getPath();
        if (source != null) {
            setPath(source);
        }
    }

    /**
     * Keeps where the ledger is, and opens it in the background when that is another place than before.
     *
     * @param fileOrUrl as for {@link LedgerPlace#of}
     * @param credentials as for {@link LedgerPlace#of}
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it can be no such place; what was
     *     there before stays
     */
    public synchronized void setLedger(String fileOrUrl, String credentials) {
        LedgerPlace.of(fileOrUrl, credentials);
        String place = Util.fixEmptyAndTrim(fileOrUrl);
        String login = Util.fixEmptyAndTrim(credentials);
        if (Objects.equals(place, ledger) && Objects.equals(login, ledgerCredentials)) {
            return;
        }
        ledger = place;
        ledgerCredentials = login;
        save();
        if (started) {
            openLedger();
        }
    }

    private void openLedger() {
        String place = getLedger();
        String login = getLedgerCredentials();
        DeploymentGates.get().open(() -> LedgerPlace.of(place, login).open());
    }

    /**
     * Reads a text without keeping it.
     *
     * @throws ConfigurationException when it has a mistake
     */
    public static Configuration checkText(String text) {
        return new ConfigurationReader().parse(TEXT, text.isBlank() ? "{}" : text);
    }

    /**
     * Reads a file or folder without keeping it.
     *
     * @throws ConfigurationException when it has a mistake
     * @throws InvalidInputException when it is no absolute path
     */
    public static Configuration checkPath(String fileOrFolder) {
        try {
            Path file = Path.of(fileOrFolder);
            if (file.isAbsolute()) {
                return new ConfigurationReader().read(file);
            }
        } catch (InvalidPathException e) {
            throw new InvalidInputException(Names.quote(fileOrFolder) + " is no path: " + e.getReason());
        }
        throw new InvalidInputException(
                (fileOrFolder.isEmpty() ? "the path is empty" : Names.quote(fileOrFolder) + " is no absolute path")
                        + "; write all of it, such as /etc/jenkins/deployment-gates.yaml");
    }
}
