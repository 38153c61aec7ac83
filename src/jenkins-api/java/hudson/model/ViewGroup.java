package hudson.model;

import hudson.security.AccessControlled;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface ViewGroup extends ModelObject, AccessControlled {
    default ItemGroup<? extends TopLevelItem> getItemGroup() {
        throw new UnsupportedOperationException();
    }
}
