package io.jenkins.plugins.deploymentgates.cli.serve;

import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that could be done: Javalin with one handler that has its answer ready, to measure the server against. */
final class BareServer {
    private BareServer() {}

    /** Argument: the file with the answer's body, compressed. Says where it listens. */
    public static void main(String[] arguments) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(arguments[0]));
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
            config.routes.get("/*", context -> context.header("Content-Encoding", "gzip")
                    .contentType("application/json")
                    .result(body));
        });
        javalin.start();
        System.out.println("listening on http://127.0.0.1:" + javalin.port() + "/api");
    }
}
