package hudson.util;

import java.util.concurrent.ThreadFactory;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class NamingThreadFactory implements ThreadFactory {
    public NamingThreadFactory(ThreadFactory arg0, String arg1) {
        throw new UnsupportedOperationException();
    }

    public Thread newThread(Runnable arg0) {
        throw new UnsupportedOperationException();
    }
}
