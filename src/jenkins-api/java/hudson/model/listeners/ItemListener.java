package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Item;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ItemListener implements ExtensionPoint {
    public ItemListener() {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(Item arg0) {
        throw new UnsupportedOperationException();
    }

    public void onLocationChanged(Item arg0, String arg1, String arg2) {
        throw new UnsupportedOperationException();
    }
}
