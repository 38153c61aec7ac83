package hudson.model;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface ModifiableItemGroup<T extends Item> extends ItemGroup<T> {
    default T doCreateItem(StaplerRequest2 arg0, StaplerResponse2 arg1) throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
