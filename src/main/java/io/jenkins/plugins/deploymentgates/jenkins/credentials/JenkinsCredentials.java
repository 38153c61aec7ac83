package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.git.HostCredentials;
import io.jenkins.plugins.deploymentgates.git.StoredLogin;
import io.jenkins.plugins.deploymentgates.git.UnreachableException;
import io.jenkins.plugins.deploymentgates.model.Build;
import java.util.List;
import jenkins.model.Jenkins;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jenkinsci.plugins.gitclient.GitHostKeyVerificationConfiguration;

/**
 * Looks an id up where the build's job may: in its folders and in the global store. Each use is tracked with the build, or
 * with the job when the build is gone. Without a build, or when its job is gone, the system's own store is asked, as the
 * configuration that names the id is the administrators', and the use is tracked with the controller. Stateless; loads builds from disk, so not for the thread of a
 * request.
 */
public final class JenkinsCredentials implements HostCredentials {
    @Override
    public StoredLogin find(String id, String repository, @CheckForNull Build build) {
        List<DomainRequirement> requirements =
                URIRequirementBuilder.fromUri(repository).build();
        ACLContext system = ACL.as2(ACL.SYSTEM2);
        try (system) {
            Job<?, ?> job = build == null ? null : Jenkins.get().getItemByFullName(build.job(), Job.class);
            if (job == null) {
                StandardCredentials found = only(
                        id,
                        CredentialsProvider.lookupCredentialsInItemGroup(
                                StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, requirements));
                StoredLogin login = login(id, found, "Jenkins' own store has none");
                CredentialsProvider.track(Jenkins.get(), found);
                return login;
            }
            String missing = "job " + job.getFullName() + " sees none, in its folders or in the global store";
            Run<?, ?> run = job.getBuildByNumber(build.number());
            if (run == null) {
                StandardCredentials found = only(
                        id,
                        CredentialsProvider.lookupCredentialsInItem(
                                StandardCredentials.class, job, ACL.SYSTEM2, requirements));
                StoredLogin login = login(id, found, missing);
                CredentialsProvider.track(job, found);
                return login;
            }
            StandardCredentials found =
                    CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, requirements);
            StoredLogin login = login(id, found, missing);
            CredentialsProvider.track(run, found);
            return login;
        }
    }

    @CheckForNull
    private static StandardCredentials only(String id, List<StandardCredentials> all) {
        return CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id));
    }

    private static StoredLogin login(String id, @CheckForNull StandardCredentials found, String missing) {
        if (found instanceof StandardUsernamePasswordCredentials pair) {
            return StoredLogin.password(id, pair.getUsername(), Secret.toString(pair.getPassword()));
        }
        if (found instanceof SSHUserPrivateKey key) {
            return StoredLogin.keys(id, key.getUsername(), key.getPrivateKeys(), Secret.toString(key.getPassphrase()));
        }
        if (found == null) {
            throw new UnreachableException("there are no credentials '" + id + "': " + missing
                    + "; create them there, or name others in the configuration");
        }
        throw new UnreachableException("credentials '" + id + "' are of the kind '"
                + found.getDescriptor().getDisplayName()
                + "'; needed is a user name with a password, or for a repository a user name with an ssh key");
    }

    @Override
    public String secret(String name) {
        return WebhookSecrets.stored(name)
                .orElseThrow(() -> new UnreachableException("there is no secret '" + name
                        + "': Jenkins' own store has no secret text of that id; create it there"));
    }

    @Override
    public ServerKeyDatabase hostKeys() {
        return GitHostKeyVerificationConfiguration.get()
                .getSshHostKeyVerificationStrategy()
                .getVerifier()
                .forJGit(TaskListener.NULL)
                .getServerKeyDatabase();
    }

    @Override
    public String hostKeysPlace() {
        return "Manage Jenkins, Security, Git Host Key Verification Configuration";
    }
}
