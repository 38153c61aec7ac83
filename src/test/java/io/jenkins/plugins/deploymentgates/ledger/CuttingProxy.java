package io.jenkins.plugins.deploymentgates.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A line to a PostgreSQL server that breaks when a client commits, before or after the server gets to know. */
final class CuttingProxy implements AutoCloseable {
    enum Cut {
        NEVER,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private final ServerSocket listening;
    private final String host;
    private final int port;
    private volatile Cut cut = Cut.NEVER;

    CuttingProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Breaks the line at the next commit, once. */
    void cutNext(Cut where) {
        cut = where;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(host, port);
                Line line = new Line(client, server);
                start(() -> line.pump(client, server, true));
                start(() -> line.pump(server, client, false));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
            return;
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One client's connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private volatile boolean answerIsLost;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean asking) {
            byte[] buffer = new byte[64 * 1024];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    if (asking ? breaksAt(new String(buffer, 0, length, StandardCharsets.ISO_8859_1)) : answerIsLost) {
                        return;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // The other pump has closed both ends.
                return;
            }
        }

        private boolean breaksAt(String request) {
            if (cut == Cut.NEVER || !request.contains("COMMIT\0")) {
                return false;
            }
            boolean before = cut == Cut.BEFORE_COMMIT;
            cut = Cut.NEVER;
            answerIsLost = true;
            return before;
        }
    }
}
