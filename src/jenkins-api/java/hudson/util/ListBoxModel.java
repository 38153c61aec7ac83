package hudson.util;

import java.util.ArrayList;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
    public ListBoxModel() {
        throw new UnsupportedOperationException();
    }

    public ListBoxModel add(String arg0) {
        throw new UnsupportedOperationException();
    }

    @ExportedBean(defaultVisibility = 999)
    public static final class Option {
        public Option(String arg0) {
            throw new UnsupportedOperationException();
        }
    }
}
