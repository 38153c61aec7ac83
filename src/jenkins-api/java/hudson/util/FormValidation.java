package hudson.util;

import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class FormValidation extends IOException implements HttpResponse {
    public final FormValidation.Kind kind = null;

    private FormValidation(FormValidation.Kind arg0) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation error(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation warning(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation ok(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static FormValidation ok() {
        throw new UnsupportedOperationException();
    }

    public static FormValidation aggregate(Collection<FormValidation> arg0) {
        throw new UnsupportedOperationException();
    }

    public enum Kind {
        OK,
        WARNING,
        ERROR;
    }
}
