package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** The secret texts of Jenkins' own store, for webhooks, which only its administrators configure. Stateless. */
public final class WebhookSecrets implements Secrets {
    @Override
    public String find(String name) {
        return stored(name)
                .orElseThrow(() -> new DeploymentGatesException("there is no secret text " + Names.quote(name)
                        + " among Jenkins' own credentials; add it there, or choose another for the webhook"));
    }

    /** The secret text of this id in the controller's own store. */
    static Optional<String> stored(String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        StringCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of())
                .stream()
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .map(one -> Secret.toString(one.getSecret()));
    }
}
