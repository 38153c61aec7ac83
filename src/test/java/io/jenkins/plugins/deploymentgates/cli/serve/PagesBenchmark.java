package io.jenkins.plugins.deploymentgates.cli.serve;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.deploymentgates.cli.Main;
import io.jenkins.plugins.deploymentgates.ledger.BigLedger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The matrix of 1,000 applications in 30 environments in the installed Chromium, and the same data as one plain table that a server has
 * ready. Not of JMH, as it is a browser that is measured: the median of some visits, each with an empty cache.
 */
public final class PagesBenchmark {
    private static final int APPLICATIONS = 1000;
    private static final int ENVIRONMENTS = 30;
    private static final int VISITS = 5;

    /** Notes when a version is painted first, and frames that take longer than 50 ms. */
    private static final String WATCH =
            """
            window.longFrames = [];
            new PerformanceObserver(list => window.longFrames.push(...list.getEntries().map(one => one.duration)))
                .observe({type: 'long-animation-frame', buffered: true});
            const look = () => {
                if (document.querySelector('.dg-cell__version:not(:empty), td + td')) {
                    requestAnimationFrame(() => setTimeout(() => { window.firstContent = performance.now(); }));
                } else {
                    requestAnimationFrame(look);
                }
            };
            look();
            """;

    /** Scrolls from top to bottom, most of a window each frame. */
    private static final String SCROLL =
            """
            async () => {
                const scrolled = document.querySelector('.dg-grid') ?? document.scrollingElement;
                window.longFrames = [];
                let longest = 0, frames = 0, last = await new Promise(requestAnimationFrame);
                while (scrolled.scrollTop + scrolled.clientHeight < scrolled.scrollHeight - 1) {
                    scrolled.scrollTop += 400;
                    const now = await new Promise(requestAnimationFrame);
                    longest = Math.max(longest, now - last);
                    last = now;
                    frames++;
                }
                await new Promise(done => setTimeout(done, 300));
                return {longest, frames, slow: window.longFrames.length};
            }
            """;

    private PagesBenchmark() {}

    private record Visit(
            double content, double scripting, double layout, double longest, double slow, double code, double data) {}

    /** Measures and prints. */
    public static void run() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "benchmarks"));
        Path configuration = Files.writeString(
                folder.resolve("pages.yaml"), ServeBenchmark.configuration(APPLICATIONS, ENVIRONMENTS));
        Path ledger = Files.copy(
                BigLedger.wide(APPLICATIONS, ENVIRONMENTS),
                folder.resolve("pages.db"),
                StandardCopyOption.REPLACE_EXISTING);
        Chromium chromium = new Chromium();
        chromium.before();
        HttpServer plain = plain(table());
        try (ServerProcess server = ServerProcess.start(
                folder.resolve("pages.log"),
                Main.class,
                "serve",
                "--port",
                "0",
                "--access-log",
                folder.resolve("access.log").toString(),
                "--config",
                configuration.toString(),
                "--ledger",
                ledger.toString())) {
            System.out.printf(Locale.ROOT, "%nPagesBenchmark%n");
            print("the matrix", visits(chromium, server.url().replaceFirst("/api$", "/")));
            print(
                    "one plain table",
                    visits(chromium, "http://127.0.0.1:" + plain.getAddress().getPort() + "/"));
        } finally {
            plain.stop(0);
            Chromium.end();
        }
    }

    private static List<Visit> visits(Chromium chromium, String url) {
        visit(chromium, url);
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            visits.add(visit(chromium, url));
        }
        return visits;
    }

    private static Visit visit(Chromium chromium, String url) {
        try (BrowserContext context = chromium.context(BrowserTest.WIDE)) {
            context.addInitScript(WATCH);
            Page page = context.newPage();
            CDPSession devtools = context.newCDPSession(page);
            // Time of the processor, so that what else the machine does matters less.
            JsonObject domain = new JsonObject();
            domain.addProperty("timeDomain", "threadTicks");
            devtools.send("Performance.enable", domain);
            page.navigate(url);
            page.waitForFunction("() => window.firstContent");
            Map<String, Double> spent = new HashMap<>();
            devtools.send("Performance.getMetrics")
                    .getAsJsonArray("metrics")
                    .forEach(metric -> spent.put(
                            metric.getAsJsonObject().get("name").getAsString(),
                            metric.getAsJsonObject().get("value").getAsDouble()));
            double content = ((Number) page.evaluate("window.firstContent")).doubleValue();
            double code = bytes(
                    page, "one.name.endsWith('.js') || one.name.endsWith('.css') || one.entryType === 'navigation'");
            double data = bytes(page, "one.name.includes('/api/')");
            @SuppressWarnings("unchecked")
            Map<String, Number> scrolled = (Map<String, Number>) page.evaluate(SCROLL);
            return new Visit(
                    content,
                    1000 * spent.get("ScriptDuration"),
                    1000 * (spent.get("LayoutDuration") + spent.get("RecalcStyleDuration")),
                    scrolled.get("longest").doubleValue(),
                    scrolled.get("slow").doubleValue(),
                    code / 1024,
                    data / 1024);
        }
    }

    private static double bytes(Page page, String which) {
        return ((Number) page.evaluate("performance.getEntries().filter(one => one.encodedBodySize && (" + which
                        + ")).reduce((sum, one) => sum + one.encodedBodySize, 0)"))
                .doubleValue();
    }

    private static void print(String what, List<Visit> visits) {
        System.out.printf(
                Locale.ROOT,
                "  %-16s first content %5.0f ms, scripting %4.0f ms, style and layout %4.0f ms; scrolling: longest frame %4.0f ms, over"
                        + " 50 ms %.0f; code %.1f KiB, data %.0f KiB compressed%n",
                what,
                median(visits, Visit::content),
                median(visits, Visit::scripting),
                median(visits, Visit::layout),
                median(visits, Visit::longest),
                median(visits, Visit::slow),
                median(visits, Visit::code),
                median(visits, Visit::data));
    }

    private static double median(List<Visit> visits, ToDoubleFunction<Visit> of) {
        return visits.stream()
                .map(of::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(visits.size() / 2);
    }

    private static HttpServer plain(byte[] html) throws IOException {
        byte[] body = Gzip.compress(html);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** What a cell of the matrix says, as briefly as HTML can. */
    private static byte[] table() {
        StringBuilder html = new StringBuilder("<!doctype html><title>Matrix</title><table><tr><th>Application");
        for (int environment = 0; environment < ENVIRONMENTS; environment++) {
            html.append("<th>").append(BigLedger.environment(environment));
        }
        for (int application = 0; application < APPLICATIONS; application++) {
            html.append("<tr><td>").append(BigLedger.application(application));
            for (int environment = 0; environment < ENVIRONMENTS; environment++) {
                html.append("<td>1.0 verified<br>").append(environment).append(" d");
            }
        }
        return html.toString().getBytes(StandardCharsets.UTF_8);
    }
}
