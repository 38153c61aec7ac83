package io.jenkins.plugins.deploymentgates.notify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A real server on a real socket that gets deliveries and answers them as it is told: well, badly, or not at all. */
public final class Receiver implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new ArrayList<>();
    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();

    /** Answers the next requests; the default takes everything. */
    private volatile Function<Got, Reply> answers = request -> Reply.status(204);

    /** What came in. */
    public record Got(String target, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String id() {
            return header("webhook-id");
        }
    }

    /** What goes out: bytes as they are, and whether the connection is then reset instead of kept. */
    public record Reply(byte[] bytes, boolean reset) {
        public static Reply status(int status, String... headers) {
            StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            return new Reply(text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII), false);
        }

        /** The connection is reset without an answer. */
        static Reply drop() {
            return new Reply(new byte[0], true);
        }

        /** A body of so many bytes. */
        static Reply huge(int status, int bytes) {
            byte[] head = ("HTTP/1.1 " + status + " X\r\nContent-Length: " + bytes + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] all = new byte[head.length + bytes];
            System.arraycopy(head, 0, all, 0, head.length);
            return new Reply(all, false);
        }
    }

    public Receiver() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** From now on it answers like this. */
    public void answers(Function<Got, Reply> how) {
        answers = how;
    }

    /** Answers like these, one after the other, then 204. */
    public void answers(Reply... replies) {
        BlockingQueue<Reply> left = new LinkedBlockingQueue<>(List.of(replies));
        answers = request -> {
            Reply next = left.poll();
            return next == null ? Reply.status(204) : next;
        };
    }

    /** What came in so far and was not asked for before. */
    public List<Got> got() {
        List<Got> all = new ArrayList<>();
        got.drainTo(all);
        return all;
    }

    /** Waits for what comes in next. */
    public Got next() throws InterruptedException {
        return got.take();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                synchronized (open) {
                    open.add(socket);
                }
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (Got request = read(in); request != null; request = read(in)) {
                got.add(request);
                Reply reply = answers.apply(request);
                if (reply.reset()) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                out.write(reply.bytes());
                out.flush();
            }
        } catch (IOException e) {
            // The sender is gone, which is its right.
        }
    }

    private static Got read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                // No HTTP, such as the beginning of TLS.
                return null;
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            // Whoever sent it was killed meanwhile.
            return null;
        }
        return new Got(first.split(" ")[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
            synchronized (open) {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
