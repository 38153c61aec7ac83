package hudson.util;

import java.util.concurrent.ThreadFactory;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class DaemonThreadFactory implements ThreadFactory {
    public DaemonThreadFactory() {
        throw new UnsupportedOperationException();
    }

    public Thread newThread(Runnable arg0) {
        throw new UnsupportedOperationException();
    }
}
