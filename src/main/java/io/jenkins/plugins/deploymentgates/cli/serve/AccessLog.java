package io.jenkins.plugins.deploymentgates.cli.serve;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * One line for each request: when, from where, who, what, how it ended, how many bytes, how long. Neither headers nor the query
 * are in it, since both may hold secrets. Thread-safe.
 */
final class AccessLog implements RequestLog {
    /** The attribute of a request in which the caller's name is. */
    static final String CALLER = AccessLog.class.getName();

    private static final int MOST = 500;

    private final Clock clock;
    private final PrintWriter out;

    /** @param out not closed by this; a line at a time */
    AccessLog(Clock clock, PrintWriter out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public void log(Request request, Response response) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Object caller = request.getAttribute(CALLER);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
        String line = now + " " + Request.getRemoteAddr(request) + " "
                + (caller == null ? "-" : printable(caller.toString())) + " \"" + printable(request.getMethod()) + " "
                + printable(String.valueOf(request.getHttpURI().getPath())) + "\" " + response.getStatus() + " "
                + Response.getContentBytesWritten(response) + " " + millis + "ms";
        out.println(line);
    }

    /** Nobody can write lines of their own into the log. */
    private static String printable(String text) {
        String shown = text.replaceAll("[^\\x21-\\x7e]|\"", "?");
        return shown.length() > MOST ? shown.substring(0, MOST) + "..." : shown;
    }
}
