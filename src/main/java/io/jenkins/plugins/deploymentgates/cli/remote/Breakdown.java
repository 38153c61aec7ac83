package io.jenkins.plugins.deploymentgates.cli.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Why no answer came. */
enum Breakdown {
    NO_HOST("there is no host of this name"),
    NOBODY("nobody listens there; is the server running?"),
    SILENCE("nobody answered there within 10 s"),
    TOO_LONG("it did not answer in time; what was asked for may have been done all the same"),
    UNTRUSTED("its certificate is not trusted; name a file with the certificate of its authority with --trust-store"),
    NO_TLS("TLS was not understood there; was http:// meant?"),
    BROKEN("the connection broke; what was asked for may have been done all the same");

    private final String words;

    Breakdown(String words) {
        this.words = words;
    }

    static Breakdown of(IOException e) {
        if (caused(e, UnresolvedAddressException.class)) {
            return NO_HOST;
        }
        if (e instanceof HttpConnectTimeoutException) {
            return SILENCE;
        }
        if (e instanceof HttpTimeoutException) {
            return TOO_LONG;
        }
        if (caused(e, ConnectException.class)) {
            return NOBODY;
        }
        if (caused(e, SSLHandshakeException.class)) {
            return UNTRUSTED;
        }
        return caused(e, SSLException.class) ? NO_TLS : BROKEN;
    }

    private static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (type.isInstance(one)) {
                return true;
            }
        }
        return false;
    }

    /** Whether another attempt may get through at once. */
    boolean mayPass() {
        return this == NOBODY || this == BROKEN;
    }

    String message(ServerAddress address) {
        return address.text() + " cannot be asked: " + words;
    }
}
