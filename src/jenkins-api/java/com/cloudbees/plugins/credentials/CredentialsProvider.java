package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Node;
import hudson.model.Run;
import java.util.List;
import org.springframework.security.core.Authentication;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public CredentialsProvider() {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> arg0, ItemGroup arg1, Authentication arg2, List<DomainRequirement> arg3) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> arg0, Item arg1, Authentication arg2, List<DomainRequirement> arg3) {
        throw new UnsupportedOperationException();
    }

    public static <C extends IdCredentials> C findCredentialById(
            String arg0, Class<C> arg1, Run<?, ?> arg2, List<DomainRequirement> arg3) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> C track(Run arg0, C arg1) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> C track(Node arg0, C arg1) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> C track(Item arg0, C arg1) {
        throw new UnsupportedOperationException();
    }
}
