package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.promotion.DriftWatch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a server listens and what it puts up with. Immutable.
 *
 * @param bind the address to listen on
 * @param port 0 for any that is free
 * @param keyStore for TLS; {@code null} for plain HTTP
 * @param limits what it puts up with
 * @param driftEvery how often Git is compared with what was deployed; {@code null} for never
 */
public record ServerSettings(
        InetAddress bind,
        int port,
        @CheckForNull KeyStoreFile keyStore,
        Limits limits,
        @CheckForNull Duration driftEvery) {

    /** Those of a server that compares Git as often as is usual. */
    public ServerSettings(InetAddress bind, int port, @CheckForNull KeyStoreFile keyStore, Limits limits) {
        this(bind, port, keyStore, limits, DriftWatch.USUAL);
    }

    /** The certificate and its key. */
    public record KeyStoreFile(Path file, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "KeyStoreFile[" + file + "]";
        }
    }

    /**
     * What a server puts up with.
     *
     * @param rate requests a second of one caller over time; twice as many at once
     * @param connections at once; more wait until one ends
     * @param waiters long polls and streams at once; more are answered at once
     * @param idle how long nothing may come or go on a connection, and how long a request's body may take to arrive
     * @param threads that answer requests
     */
    public record Limits(int rate, int connections, int waiters, Duration idle, int threads) {
        public static final Limits USUAL = new Limits(1000, 2000, 1000, Duration.ofSeconds(30), 64);

        /** The same for another rate. */
        public Limits withRate(int requests) {
            return new Limits(requests, connections, waiters, idle, threads);
        }
    }

    /**
     * The address of that name.
     *
     * @throws InvalidInputException when there is none
     */
    public static InetAddress address(String name) {
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            throw new InvalidInputException("--bind " + Names.quote(name)
                    + " is no address of this machine; valid are for example 127.0.0.1, 0.0.0.0 and ::1");
        }
    }
}
