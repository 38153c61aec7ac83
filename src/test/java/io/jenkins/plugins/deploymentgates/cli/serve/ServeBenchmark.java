package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.cli.Main;
import io.jenkins.plugins.deploymentgates.ledger.BigLedger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code serve} on one processor and wrk on the other: the matrix over a million deployments against a bare Javalin handler
 * that sends the same bytes, with and without 200 clients that do nothing or read slowly, and artifacts told of, one client
 * after the other and many at once. Not of JMH, as it is other processes that are measured.
 */
public final class ServeBenchmark {
    private static final int SECONDS = 10;

    /** Seconds until the virtual machine has compiled what is used, which one processor is slow at. */
    private static final int WARMING = 30;

    private static final int IDLE = 200;

    /** Enough to keep one processor busy; with more, those that wait for it are what is measured. */
    private static final int CLIENTS = 8;

    private static final String[] ZIPPED = {"-H", "Accept-Encoding: gzip"};

    private ServeBenchmark() {}

    /** Measures and prints. */
    public static void run() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "benchmarks"));
        Path configuration = Files.writeString(
                folder.resolve("serve.yaml"), configuration(BigLedger.APPLICATIONS, BigLedger.ENVIRONMENTS));
        Path ledger = copy(BigLedger.of(1_000_000), folder.resolve("serve.db"));
        try (ServerProcess server = ServerProcess.start(
                folder.resolve("serve.log"),
                Main.class,
                "serve",
                "--port",
                "0",
                "--rate",
                "1000000",
                "--access-log",
                folder.resolve("access.log").toString(),
                "--config",
                configuration.toString(),
                "--ledger",
                ledger.toString())) {
            String matrix = server.url() + "/v1/matrix";
            byte[] body = get(matrix);
            System.out.printf(Locale.ROOT, "%nServeBenchmark%n  the matrix, %,d bytes compressed%n", body.length);
            print("warming up", Load.run(16, WARMING, ZIPPED[0], ZIPPED[1], matrix));
            Load usual = print("serve", matrix(matrix));
            try (IdleClients idle = IdleClients.connect(matrix)) {
                print("serve, beside " + idle.count() + " idle or slow clients", matrix(matrix));
            }
            Path answer = Files.write(folder.resolve("matrix.gz"), body);
            try (ServerProcess bare =
                    ServerProcess.start(folder.resolve("bare.log"), BareServer.class, answer.toString())) {
                matrix(bare.url());
                Load least = print("a bare handler with the same bytes", matrix(bare.url()));
                System.out.printf(
                        Locale.ROOT, "  %.2f times the bare handler%n", usual.perSecond() / least.perSecond());
            }
            artifacts(folder, server);
            System.out.printf(Locale.ROOT, "  at most %d MiB of memory%n", server.mostMemory());
        }
    }

    private static void artifacts(Path folder, ServerProcess server) throws IOException, InterruptedException {
        print("POST /artifacts, warming up", post(folder, server, 64, "w"));
        Load one = print("POST /artifacts, one client: one commit each", post(folder, server, 1, "a"));
        Load many = print("POST /artifacts, 128 clients that share commits", post(folder, server, 128, "b"));
        System.out.printf(Locale.ROOT, "  %.1f times as many%n", many.perSecond() / one.perSecond());
    }

    private static Load post(Path folder, ServerProcess server, int clients, String series)
            throws IOException, InterruptedException {
        String script =
                """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/json"
                local n = 0
                request = function()
                  n = n + 1
                  local number = n % 200
                  return wrk.format(nil, nil, nil, string.format(
                    '{"group":"com.acme","name":"application-%d","version":"SERIES-%d","sourceUrl":"https://repo.example.com/%d"}',
                    number, n, n))
                end
                """
                        .replace("SERIES", series);
        Path file = Files.writeString(folder.resolve("artifacts.lua"), script);
        return Load.run(clients, SECONDS, "-s", file.toString(), server.url() + "/artifacts");
    }

    private static Load matrix(String url) throws IOException, InterruptedException {
        return Load.run(CLIENTS, SECONDS, ZIPPED[0], ZIPPED[1], url);
    }

    private static Load print(String what, Load load) {
        System.out.println("  " + what + ": " + load);
        return load;
    }

    private static byte[] get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private static Path copy(Path from, Path to) throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(to + end));
        }
        return Files.copy(from, to);
    }

    /** Applications, environments and artifacts as in {@link BigLedger}. */
    static String configuration(int applications, int environments) {
        StringBuilder text = new StringBuilder("applications:\n");
        for (int i = 0; i < applications; i++) {
            String name = BigLedger.application(i);
            text.append("  ")
                    .append(name)
                    .append(":\n    artifacts: [\"com.acme:")
                    .append(name)
                    .append("\"]\n");
            text.append("    pipeline:\n      ")
                    .append(BigLedger.environment(0))
                    .append(": {}\n");
            for (int j = 1; j < environments; j++) {
                text.append("      ").append(BigLedger.environment(j)).append(": {after: [");
                text.append(BigLedger.environment(j - 1)).append("]}\n");
            }
        }
        return text.toString();
    }

    /** Half of them say nothing, half ask for the matrix and do not read it. */
    private record IdleClients(List<SocketChannel> channels) implements AutoCloseable {
        static IdleClients connect(String url) throws IOException {
            URI uri = URI.create(url);
            List<SocketChannel> channels = new ArrayList<>();
            for (int i = 0; i < IDLE; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
                channels.add(channel);
                if (i % 2 == 0) {
                    String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n";
                    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                }
            }
            return new IdleClients(channels);
        }

        int count() {
            return channels.size();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : channels) {
                channel.close();
            }
        }
    }
}
