package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.notify.WebhookStatus;
import io.jenkins.plugins.deploymentgates.notify.Webhooks;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * What Prometheus is told. Nothing of it reads the history: what happened is counted as it happens, from the start of the server
 * on, and what is where is read from the current deployments. Thread-safe.
 */
final class Metrics implements RequestLog, AutoCloseable {
    /** The attribute of a request in which the operation is that answered it. */
    static final String OPERATION = Metrics.class.getName();

    private static final String PREFIX = "deployment.gates.";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };
    private static final int PAGE = 1000;

    private final ServeHost host;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final MultiGauge deployments;
    private final MultiGauge drifted;
    private final MultiGauge open;
    private final MultiGauge webhookWaiting;
    private final MultiGauge webhookDead;
    private final Object turn = new Object();
    private final Object scraping = new Object();
    private long seen;

    Metrics(ServeHost host, Waiters waiters) {
        this.host = host;
        this.seen = host.read(LedgerView::head);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gc.bindTo(registry);
        counter("ledger.commits", "Transactions committed", ledger -> ledger.statistics()
                .commits());
        counter("ledger.writes", "Pieces of writing work that shared them", ledger -> ledger.statistics()
                .pieces());
        Gauge.builder(PREFIX + "ledger.waiting", host.ledger(), ledger -> ledger.statistics()
                        .waiting())
                .description("Pieces of writing work nobody has begun with")
                .register(registry);
        Gauge.builder(PREFIX + "ledger.events", host, one -> one.read(LedgerView::head))
                .description("Events in the ledger")
                .register(registry);
        Gauge.builder(PREFIX + "waiters", waiters, Waiters::size)
                .description("Clients that wait for events")
                .register(registry);
        deployments = gauges("deployments", "Current deployments by environment and status");
        drifted = gauges("drifted", "Current deployments by environment of which Git says something else");
        open = gauges("promotions.open", "Promotions that are not at their end, by status");
        webhookWaiting = gauges("webhook.waiting", "Events that wait for a webhook; a thousand at most are counted");
        webhookDead = gauges("webhook.dead", "Dead letters of a webhook");
    }

    private void counter(String name, String description, ToDoubleFunction<Ledger> value) {
        FunctionCounter.builder(PREFIX + name, host.ledger(), value)
                .description(description)
                .register(registry);
    }

    private MultiGauge gauges(String name, String description) {
        return MultiGauge.builder(PREFIX + name).description(description).register(registry);
    }

    /** Times a request that was answered; long polls and streams are as long as they waited. */
    @Override
    public void log(Request request, Response response) {
        Object operation = request.getAttribute(OPERATION);
        Timer.builder("http.server.requests")
                .description("Requests by operation and status")
                .serviceLevelObjectives(BOUNDS)
                .tag("operation", operation == null ? "none" : operation.toString())
                .tag("status", String.valueOf(response.getStatus()))
                .register(registry)
                .record(System.nanoTime() - request.getBeginNanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Counts what happened since the last time; each event is read once. */
    void count() {
        synchronized (turn) {
            List<LedgerEvent> page;
            do {
                long after = seen;
                page = host.read(view -> view.events(after, PAGE));
                page.forEach(this::count);
                seen = page.isEmpty() ? seen : page.get(page.size() - 1).sequence();
            } while (page.size() == PAGE);
        }
    }

    private void count(LedgerEvent event) {
        registry.counter(PREFIX + "events", "type", event.event().type()).increment();
        if (event.event() instanceof Event.PromotionMoved moved) {
            count(moved.to());
        } else if (event.event() instanceof Event.PromotionRequested) {
            count(PromotionStatus.REQUESTED);
        }
    }

    private void count(PromotionStatus status) {
        registry.counter(PREFIX + "promotions", "status", status.name()).increment();
    }

    /** Everything, in Prometheus' text form. */
    ApiResponse scrape() {
        String text;
        // Gauges with rows are replaced row by row: two at once would leave some twice, which Prometheus' form refuses.
        synchronized (scraping) {
            count();
            host.read(view -> {
                look(view);
                return view.head();
            });
            List<WebhookStatus> webhooks = new Webhooks(host.configuration(), host.ledger()).list();
            webhookWaiting.register(rows(webhooks, WebhookStatus::waiting), true);
            webhookDead.register(rows(webhooks, WebhookStatus::dead), true);
            text = registry.scrape();
        }
        return ApiResponse.of(200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private void look(LedgerView view) {
        Map<String, Map<DeploymentStatus, Integer>> places = new TreeMap<>();
        view.cells(null)
                .forEach(cell -> places.computeIfAbsent(cell.deployment().environment(), environment -> new TreeMap<>())
                        .merge(cell.deployment().status(), 1, Integer::sum));
        Map<String, Integer> others = new TreeMap<>();
        view.cells(null)
                .forEach(cell ->
                        others.merge(cell.deployment().environment(), cell.drift() == null ? 0 : 1, Integer::sum));
        List<MultiGauge.Row<?>> driftRows = new ArrayList<>();
        others.forEach(
                (environment, count) -> driftRows.add(MultiGauge.Row.of(Tags.of("environment", environment), count)));
        drifted.register(driftRows, true);
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        places.forEach((environment, statuses) -> statuses.forEach((status, count) ->
                rows.add(MultiGauge.Row.of(Tags.of("environment", environment, "status", status.name()), count))));
        deployments.register(rows, true);
        Map<PromotionStatus, Integer> promotions = new TreeMap<>();
        promotions.put(PromotionStatus.WAITING, 0);
        for (Promotion promotion : view.openPromotions(null)) {
            promotions.merge(promotion.status(), 1, Integer::sum);
        }
        List<MultiGauge.Row<?>> waiting = new ArrayList<>();
        promotions.forEach((status, count) -> waiting.add(MultiGauge.Row.of(Tags.of("status", status.name()), count)));
        open.register(waiting, true);
    }

    private static List<MultiGauge.Row<?>> rows(List<WebhookStatus> webhooks, ToDoubleFunction<WebhookStatus> value) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        webhooks.forEach(webhook ->
                rows.add(MultiGauge.Row.of(Tags.of("webhook", webhook.webhook()), value.applyAsDouble(webhook))));
        return rows;
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
