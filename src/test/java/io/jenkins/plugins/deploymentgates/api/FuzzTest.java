package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

/**
 * Whatever is sent is answered, never by an exception or a failure of the server's, and nothing is written by people who
 * may not write. {@code -Dfuzz.seed} repeats a run, {@code -Dfuzz.calls} makes it longer.
 */
public class FuzzTest extends InApiWorld {
    private static final String[] WORDS = {
        "shop",
        "vault",
        "qa",
        "prod",
        "vault-prod",
        "1.0",
        "smoke",
        "login",
        "1",
        "2",
        "999",
        "0",
        "-1",
        "",
        " ",
        "true",
        "null",
        "..",
        ".",
        "/",
        "%2f",
        "a b",
        "\u0000",
        "\n",
        "ü",
        "\ud83d",
        "😀",
        "'",
        "\"",
        "<script>",
        "{}",
        "[]",
        "2026-03-03",
        "2026-03-03T09:00:00Z",
        "+999999999-01-01T00:00:00Z",
        "-999999999-01-01",
        "9223372036854775807",
        "9223372036854775808",
        "1e9",
        "main",
        "refs/heads/main",
        "com.acme:shop-api:1.0",
        "a:b:c@d:e",
        "x".repeat(300)
    };
    private static final String[] METHODS = {"GET", "HEAD", "POST", "DELETE", "PUT", "PATCH", "OPTIONS", "", "get"};
    private static final String[] FIELDS = {
        "application",
        "environment",
        "version",
        "artifacts",
        "commit",
        "status",
        "reason",
        "check",
        "passed",
        "url",
        "to",
        "from",
        "cherryPick",
        "override",
        "environments",
        "tier",
        "group",
        "sourceUrl",
        "infoUrl",
        "name",
        "other",
        ""
    };
    private static final String[] PARAMETERS = {
        "application",
        "environment",
        "git",
        "left",
        "right",
        "at",
        "from",
        "to",
        "days",
        "pageNumber",
        "perPageSize",
        "version",
        "before",
        "limit",
        "after",
        "wait",
        "group",
        "name",
        "pageNumber",
        "perPageSize",
        "other",
        ""
    };
    private static final String[] TYPES = {
        "application/json",
        "*",
        "*/*",
        "text/event-stream",
        "text/html",
        "application/json;q=x",
        ";",
        "",
        "a/b/c",
        ",,,"
    };

    private static final int CALLS = Integer.getInteger("fuzz.calls", 20_000);

    private final long seed = Long.getLong("fuzz.seed", 20_260_303L);
    private final Random random = new Random(seed);
    private final List<Samples.Sample> samples = new Samples().all();

    private String any(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean seldom() {
        return random.nextInt(6) == 0;
    }

    private String path() {
        String sample = samples.get(random.nextInt(samples.size())).target().replaceFirst("\\?.*", "");
        if (!seldom()) {
            return seldom() ? sample.replaceFirst("[^/]*$", "") + any(WORDS) : sample;
        }
        StringBuilder path = new StringBuilder(seldom() ? "" : "/");
        for (int i = random.nextInt(6); i > 0; i--) {
            path.append(any("v1", "matrix", "promotions", "holds", any(WORDS))).append(seldom() ? "//" : "/");
        }
        return path.toString();
    }

    private Map<String, List<String>> query() {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> values = new ArrayList<>(List.of(any(WORDS)));
            if (seldom()) {
                values.add(any(WORDS));
            }
            query.put(any(PARAMETERS), values);
        }
        return query;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!seldom()) {
            headers.put("content-type", "application/json");
        }
        for (String name : List.of("accept", "content-type", "idempotency-key", "if-none-match", "last-event-id")) {
            if (seldom()) {
                headers.put(name, seldom() ? any(WORDS) : any(TYPES));
            }
        }
        return headers;
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 8)) {
            case 0 -> any("true", "false", "null");
            case 1 -> any("0", "-1", "1.5", "1e999", "01", "NaN", "99999999999999999999");
            case 2, 3, 4 -> text(any(WORDS));
            case 5 -> object(depth + 1);
            case 6 -> "[" + value(depth + 1) + (seldom() ? "," : ", " + value(depth + 1)) + "]";
            default -> any("STARTED", "\"FAILED\"", "\"VERIFIED\"", "\"\\ud800\"", "[".repeat(2000), "\"unfinished");
        };
    }

    private static String text(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (IOException e) {
            return "\"\"";
        }
    }

    private String object(int depth) {
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(6); i > 0; i--) {
            object.append(text(any(FIELDS)))
                    .append(seldom() ? " " : ":")
                    .append(seldom() ? value(depth) : text(any(WORDS)))
                    .append(i > 1 ? "," : "");
        }
        return object.append(seldom() ? "" : "}").toString();
    }

    private byte[] body() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (kind < 4) {
            String sample = samples.get(random.nextInt(samples.size())).body().replace('\'', '"');
            return sample.replace(any("shop", "prod", "1.0", "qa"), any("vault", "moon", ""))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return kind == 4 ? new byte[0] : object(0).getBytes(StandardCharsets.UTF_8);
    }

    private ApiRequest request(Caller caller) {
        if (seldom()) {
            return new ApiRequest(any(METHODS), path(), query(), headers(), body(), caller);
        }
        Samples.Sample sample = samples.get(random.nextInt(samples.size()));
        String[] target = sample.target().split("\\?");
        Map<String, List<String>> query = seldom() ? query() : new LinkedHashMap<>();
        if (target.length > 1) {
            for (String parameter : target[1].split("&")) {
                String[] sides = parameter.split("=");
                query.put(sides[0], List.of(seldom() ? any(WORDS) : sides[1]));
            }
        }
        byte[] body = seldom() ? body() : sample.body().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new ApiRequest(sample.method(), target[0], query, headers(), body, caller);
    }

    /**
     * Sends so many and asserts of each that it is answered in good form.
     *
     * @return how often each status came
     */
    private Map<Integer, Integer> send(int calls, TestCaller... callers) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < calls; i++) {
            ApiRequest request = request(callers[random.nextInt(callers.length)]);
            ApiResponse response = world.api().handle(request).now();
            assertThat(response.status())
                    .as("call %d of seed %d: %s", i, seed, request)
                    .isBetween(200, 499);
            OpenApi.check(world.api(), request.method(), request.path(), response);
            statuses.merge(response.status(), 1, Integer::sum);
        }
        return statuses;
    }

    private void fill() {
        world.artifact("com.acme:shop-api", "9.0");
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        world.world().promote("prod");
        world.fillVault();
    }

    @Test
    public void shouldAnswerWhateverIsSentAndWriteNothingForWhoMayNot() {
        fill();
        long head = world.world().head();
        assertThat(send(CALLS, TestCaller.GUEST)).containsKeys(200, 304, 400, 403, 404, 405, 406, 415, 422);
        assertThat(world.world().head()).isEqualTo(head);
    }

    @Test
    public void shouldAnswerWhateverIsSentByPeopleWhoMayDoAll() {
        fill();
        assertThat(send(CALLS / 10, TestCaller.ROOT, TestCaller.EVE, TestCaller.BOB))
                .containsKeys(200, 409, 422);
    }
}
