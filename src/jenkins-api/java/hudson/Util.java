package hudson;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class Util {
    public Util() {
        throw new UnsupportedOperationException();
    }

    public static String getTimeSpanString(long arg0) {
        throw new UnsupportedOperationException();
    }

    public static String rawEncode(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static String fixNull(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static String fixEmptyAndTrim(String arg0) {
        throw new UnsupportedOperationException();
    }
}
