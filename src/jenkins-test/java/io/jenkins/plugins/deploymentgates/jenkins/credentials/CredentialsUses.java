package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsUseListener;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.Run;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Listens to what is tracked of the use of credentials by nodes, until it is closed. */
public final class CredentialsUses implements CredentialsUseListener, AutoCloseable {
    private final Map<String, Node> byNode = new ConcurrentHashMap<>();

    private CredentialsUses() {}

    public static CredentialsUses listen() {
        CredentialsUses uses = new CredentialsUses();
        ExtensionList.lookup(CredentialsUseListener.class).add(0, uses);
        return uses;
    }

    /** The nodes that used credentials, by the credentials' ids. */
    public Map<String, Node> byNode() {
        return Map.copyOf(byNode);
    }

    @Override
    public void onUse(Credentials credentials, Run run) {
        // Of builds and jobs, Jenkins itself keeps track.
    }

    @Override
    public void onUse(Credentials credentials, Node node) {
        byNode.put(((IdCredentials) credentials).getId(), node);
    }

    @Override
    public void onUse(Credentials credentials, Item item) {
        // Of builds and jobs, Jenkins itself keeps track.
    }

    @Override
    public void close() {
        ExtensionList.lookup(CredentialsUseListener.class).remove(this);
    }
}
