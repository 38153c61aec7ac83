package hudson.console;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class HyperlinkNote extends ConsoleNote {
    public HyperlinkNote(String arg0, int arg1) {
        throw new UnsupportedOperationException();
    }

    public static String encodeTo(String arg0, String arg1) {
        throw new UnsupportedOperationException();
    }
}
