package io.jenkins.plugins.deploymentgates.cli;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What the program and its libraries log, on the command line: one line for each warning of the program's own, and what
 * libraries call severe. A handler of {@code java.util.logging}, where SLF4J ends here.
 */
final class Logging extends Handler {
    private static final String OWN = "io.jenkins.plugins.deploymentgates";

    private final PrintWriter err;

    private Logging(PrintWriter err) {
        this.err = err;
        setLevel(Level.ALL);
    }

    /** Takes the place of all handlers of this process. */
    static void install(PrintWriter err) {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        root.addHandler(new Logging(err));
    }

    @Override
    public void publish(LogRecord entry) {
        boolean own = entry.getLoggerName() != null && entry.getLoggerName().startsWith(OWN);
        if (entry.getLevel().intValue() >= (own ? Level.WARNING : Level.SEVERE).intValue()) {
            err.println(CommandLineTool.NAME + ": " + Screen.oneLine(String.valueOf(entry.getMessage())));
        }
    }

    @Override
    public void flush() {
        err.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
