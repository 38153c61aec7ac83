package hudson.model;

import java.util.List;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface ItemGroup<T extends Item> extends ModelObject {
    default <T extends Item> List<T> getAllItems(Class<T> arg0) {
        throw new UnsupportedOperationException();
    }
}
