package hudson.security;

import java.util.Iterator;
import java.util.List;
import org.jvnet.localizer.Localizable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class PermissionGroup implements Iterable<Permission>, Comparable<PermissionGroup> {
    public final Localizable title = null;

    public PermissionGroup(Class arg0, Localizable arg1) throws IllegalStateException {
        throw new UnsupportedOperationException();
    }

    public Iterator<Permission> iterator() {
        throw new UnsupportedOperationException();
    }

    public List<Permission> getPermissions() {
        throw new UnsupportedOperationException();
    }

    public int compareTo(PermissionGroup arg0) {
        throw new UnsupportedOperationException();
    }
}
