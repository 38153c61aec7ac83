package io.jenkins.plugins.deploymentgates.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call of every operation, about the shop where it is about an application. */
final class Samples {
    /** A call; its body is empty where it has none. */
    record Sample(String operation, String target, String body) {
        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }
    }

    private final Map<String, Sample> samples = new LinkedHashMap<>();

    Samples() {
        get("/health", "/health");
        get("/ready", "/ready");
        get("/openapi.json", "/openapi.json");
        get("/v1/caller", "/v1/caller");
        add("POST /tasks/configReload", "/tasks/configReload", "");
        get("/v1/matrix", "/v1/matrix?application=shop");
        get("/v1/matrix/behind", "/v1/matrix/behind?application=shop");
        get("/v1/matrix/brief", "/v1/matrix/brief?application=shop");
        get("/v1/comparison", "/v1/comparison?application=shop&left=qa&right=prod");
        get("/v1/comparison/file", "/v1/comparison/file?application=shop&left=qa&right=prod&path=app.yaml");
        get("/v1/changes", "/v1/changes?application=shop&head=qa");
        get("/v1/drift", "/v1/drift?application=shop&environment=qa");
        get("/v1/files", "/v1/files?application=shop");
        add("POST /v1/files", "/v1/files", "{'application': 'shop', 'action': 'DELETE', 'deployment': 'x'}");
        add("POST /v1/files/refresh", "/v1/files/refresh", "{'application': 'shop'}");
        get("/v1/report", "/v1/report?application=shop&environment=qa&version=1.0");
        get("/v1/trace", "/v1/trace?application=shop&commit=none");
        get("/v1/trace/ticket", "/v1/trace/ticket?application=shop&ticket=SHOP-1");
        get("/v1/trace/build", "/v1/trace/build?application=shop&build=deploy%2Fshop%231");
        add("POST /v1/jira/{application}", "/v1/jira/shop", "{'webhookEvent': 'jira:issue_deleted'}");
        add("POST /v1/jira/{application}/signed", "/v1/jira/shop/signed", "{}");
        get("/v1/state", "/v1/state?application=shop&at=2026-03-03");
        get("/v1/timeline", "/v1/timeline?application=shop&from=2026-03-01&to=2026-03-04");
        get("/v1/metrics", "/v1/metrics?application=shop");
        get("/v1/applications", "/v1/applications");
        get("/v1/releases", "/v1/releases?application=shop&version=1.0");
        get("/v1/releases/{fingerprint}", "/v1/releases/FINGERPRINT");
        get("/v1/deployments", "/v1/deployments?application=shop&environment=qa");
        get("/v1/deployments/{id}", "/v1/deployments/1");
        add(
                "POST /v1/deployments",
                "/v1/deployments",
                "{'application': 'shop', 'environment': 'qa', 'version': '1.0', 'status': 'STARTED'}");
        add(
                "POST /v1/verifications",
                "/v1/verifications",
                "{'application': 'shop', 'environment': 'qa', 'check': 'smoke', 'passed': true}");
        get("/v1/waiting", "/v1/waiting?application=shop");
        get("/v1/waiting/votes", "/v1/waiting/votes?application=shop");
        add("POST /v1/waiting", "/v1/waiting", "{'application': 'shop'}");
        get("/v1/promotions", "/v1/promotions?application=shop&environment=prod");
        get("/v1/promotions/{id}", "/v1/promotions/2");
        get("/v1/promotions/{id}/explanation", "/v1/promotions/2/explanation");
        get("/v1/promotions/{id}/preview", "/v1/promotions/2/preview");
        add("POST /v1/explain", "/v1/explain", "{'application': 'shop', 'to': 'prod'}");
        add("POST /v1/promotions", "/v1/promotions", "{'application': 'shop', 'to': 'prod'}");
        add("POST /v1/promotions/{id}/decide", "/v1/promotions/2/decide", "");
        add("POST /v1/promotions/{id}/approve", "/v1/promotions/2/approve", "{'reason': 'yes'}");
        add("POST /v1/promotions/{id}/refuse", "/v1/promotions/2/refuse", "{'reason': 'no'}");
        add("POST /v1/promotions/{id}/cancel", "/v1/promotions/2/cancel", "");
        get("/v1/rollback", "/v1/rollback?application=shop&environment=prod");
        add("POST /v1/rollback", "/v1/rollback", "{'application': 'shop', 'environments': ['prod']}");
        get("/v1/holds", "/v1/holds");
        add("POST /v1/holds", "/v1/holds", "{'environment': 'prod', 'reason': 'stop'}");
        add("DELETE /v1/holds/{environment}", "/v1/holds/prod", "");
        get("/v1/hotfixes", "/v1/hotfixes?application=shop");
        add("POST /v1/hotfixes", "/v1/hotfixes", "{'application': 'shop', 'name': 'login', 'from': 'prod'}");
        add("POST /v1/hotfixes/finish", "/v1/hotfixes/finish", "{'application': 'shop', 'name': 'login'}");
        add("POST /v1/hotfixes/resume", "/v1/hotfixes/resume", "{'application': 'shop'}");
        add(
                "POST /artifacts",
                "/artifacts",
                "{'group': 'com.acme', 'name': 'shop-api', 'version': '9.1', 'sourceUrl': 'https://repo.example.com/9.1'}");
        get("/artifacts", "/artifacts?group=com.acme&name=shop-api&version=9.0");
        get("/artifacts/{id}", "/artifacts/1");
        get("/artifacts/by-module/{module}", "/artifacts/by-module/com.acme:shop-api");
        get("/artifacts/by-module/{module}/latest", "/artifacts/by-module/com.acme:shop-api/latest");
        get("/flows", "/flows");
        get("/flows/{id}", "/flows/1");
        get("/deployments", "/deployments");
        get("/deployments/latest", "/deployments/latest");
        get("/deployments/by-artifact/{id}", "/deployments/by-artifact/1");
        get("/deployments/by-service/{name}", "/deployments/by-service/shop");
        get("/environments/{name}/deployments", "/environments/prod/deployments");
        get("/deployments/{id}", "/deployments/1");
        add("PATCH /deployments/{id}", "/deployments/1", "{'status': 'STARTED'}");
        add(
                "POST /deployments/{id}/promotions",
                "/deployments/1/promotions",
                "{'name': 'smoke', 'status': 'SUCCESS', 'infoUrl': 'https://ci.example.com/1'}");
        get("/deployments/{id}/promotions/{pid}", "/deployments/1/promotions/1");
        get("/environments", "/environments");
        get("/environments/{name}", "/environments/prod");
        get("/pipelines", "/pipelines");
        get("/pipelines/{name}", "/pipelines/shop");
        get("/promotions", "/promotions");
        get("/promotions/{name}", "/promotions/smoke");
        get("/services", "/services");
        get("/services/{name}", "/services/shop");
        get("/v1/events", "/v1/events");
        get("/v1/webhooks", "/v1/webhooks");
        get("/v1/webhooks/dead", "/v1/webhooks/dead");
        add("POST /v1/webhooks/dead/{id}/resend", "/v1/webhooks/dead/letter/resend", "");
        add("POST /v1/webhooks/dead/resend", "/v1/webhooks/dead/resend", "");
    }

    private void get(String template, String target) {
        add("GET " + template, target, "");
    }

    private void add(String operation, String target, String body) {
        samples.put(operation, new Sample(operation, target, body));
    }

    /** The sample of an operation. */
    Sample of(Route route) {
        Sample sample = samples.get(route.method() + " " + route.template());
        if (sample == null) {
            throw new AssertionError("give a sample of " + route.method() + " " + route.template());
        }
        return sample;
    }

    List<Sample> all() {
        return List.copyOf(samples.values());
    }

    /** The call, in a world in which deployment 1 is that of a flow, and promotion 2 of the shop to prod waits. */
    static ApiWorld.Call call(ApiWorld world, Sample sample) {
        String fingerprint =
                world.world().read(view -> view.releases("shop", "1.0").get(0).fingerprint());
        ApiWorld.Call call = world.call(sample.method(), sample.target().replace("FINGERPRINT", fingerprint));
        return sample.body().isEmpty() ? call : call.body(sample.body());
    }
}
