package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Credentials in Jenkins' own scope, as a field of the form offers them. */
public final class CredentialsField {
    private CredentialsField() {}

    /** Those of a type, after an empty choice; only the current one for who may not change the configuration. */
    static ListBoxModel items(Class<? extends StandardCredentials> type, @CheckForNull String current) {
        StandardListBoxModel items = new StandardListBoxModel();
        if (Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            items.includeEmptyValue()
                    .includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), CredentialsMatchers.always());
        }
        return items.includeCurrentValue(current == null ? "" : current);
    }

    /** What is wrong with the id of a secret text that a setting names. */
    static FormValidation checkSecret(String path, @CheckForNull String id) {
        return check(
                FieldCheck.text(path, id),
                StringCredentials.class,
                id,
                unknown -> FormValidation.error(Messages.FormPart_unknownSecret(unknown)));
    }

    /**
     * What is wrong with the id of credentials for a repository. Those of a folder cannot be seen from here, so that unknown
     * ones are no mistake for sure.
     */
    static FormValidation checkLogin(String path, @CheckForNull String id) {
        return check(
                FieldCheck.text(path, id),
                StandardUsernameCredentials.class,
                id,
                unknown -> FormValidation.warning(Messages.GitForm_unknownCredentials(unknown)));
    }

    /**
     * What was found wrong with an id, or this message where nothing was and Jenkins' own scope has no credentials of the
     * id. Says nothing to who may not change the configuration.
     *
     * @param unknown a message that such an id gets
     */
    static FormValidation check(
            FormValidation found,
            Class<? extends StandardCredentials> type,
            @CheckForNull String id,
            Function<String, FormValidation> unknown) {
        return found.kind == FormValidation.Kind.OK
                        && id != null
                        && !id.isBlank()
                        && ConfigurationForm.mayChange()
                        && find(type, id).isEmpty()
                ? unknown.apply(id)
                : found;
    }

    /** The credentials of this id and type. */
    public static <C extends StandardCredentials> Optional<C> find(Class<C> type, String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, List.of()).stream()
                .filter(one -> one.getId().equals(id))
                .findFirst();
    }
}
