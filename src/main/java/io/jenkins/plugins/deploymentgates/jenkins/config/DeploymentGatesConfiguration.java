package io.jenkins.plugins.deploymentgates.jenkins.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;

/**
 * What Manage Jenkins keeps: the configuration as its canonical text, or the file or folder it is read from, and where
 * the ledger is. The text is the one shape it has, whether it was typed into the form, loaded from Configuration as Code,
 * or read back from disk; nothing invalid is ever kept.
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

    public DeploymentGatesConfiguration() {
        load();
    }

    /** The one of this controller. */
    public static DeploymentGatesConfiguration get() {
        return ExtensionList.lookupSingleton(DeploymentGatesConfiguration.class);
    }

    /** Puts what was loaded in force and begins to open the ledger; called once at start-up. */
    public void apply() {
        String source = path;
        try {
            DeploymentGates.get().use(source == null ? parse(yaml) : new ConfigurationReader().read(Path.of(source)));
        } catch (ConfigurationException e) {
            DeploymentGates.get().reportProblem(e.getMessage());
        }
        DeploymentGates.get().open(() -> Ledgers.open(ledgerFile()));
    }

    /** The canonical YAML of what is kept here; empty when nothing is or when it is read from a file. */
    public String getYaml() {
        return yaml;
    }

    /**
     * Checks a text, keeps it and puts it in force.
     *
     * @throws ConfigurationException when it has a mistake; what was there before stays
     */
    public void setYaml(String text) {
        Configuration checked = parse(text);
        yaml = text.isBlank() ? "" : checked.text();
        path = null;
        save();
        DeploymentGates.get().use(checked);
    }

    private static Configuration parse(String text) {
        return new ConfigurationReader().parse(TEXT, text.isBlank() ? "{}" : text);
    }

    private String ledgerFile() {
        if (ledger != null) {
            return ledger;
        }
        Path folder = Jenkins.get().getRootDir().toPath().resolve("deployment-gates");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve("ledger.db").toString();
    }
}
