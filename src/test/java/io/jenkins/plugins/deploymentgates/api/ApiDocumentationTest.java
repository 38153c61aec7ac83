package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * The requests of {@code docs/api.md} are sent one after the other, and answered as it says there: {@code …} stands for
 * whatever there is. Comments say who sends the next one, and what happened before.
 */
public class ApiDocumentationTest extends InApiWorld {
    private static final Path FILE = Path.of("docs/api.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(http|json)\\n(.*?)^```$|^<!-- (as|then) (.+?) -->$");
    private static final Map<String, TestCaller> PEOPLE =
            Map.of("ann", TestCaller.ANN, "bob", TestCaller.BOB, "root", TestCaller.ROOT);

    private TestCaller caller = TestCaller.ANN;
    private final List<String> operations = new ArrayList<>();

    @Test
    public void shouldAnswerAsDocumented() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(FILE));
        ApiWorld.Answer answer = null;
        while (matcher.find()) {
            if ("as".equals(matcher.group(3))) {
                caller = PEOPLE.get(matcher.group(4));
            } else if ("then".equals(matcher.group(3))) {
                happen(matcher.group(4));
            } else if ("http".equals(matcher.group(1))) {
                answer = send(matcher.group(2));
                caller = TestCaller.ANN;
            } else {
                assertThat(answer).as("a request before %s", matcher.group(2)).isNotNull();
                JsonNode expected = new ObjectMapper().readTree(matcher.group(2));
                assertThat(matches(expected, answer.json()))
                        .as("expected %s%nanswered %s", expected, answer.text())
                        .isTrue();
            }
        }
        assertThat(new TreeSet<>(operations))
                .containsAll(world.api().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .toList());
    }

    private void happen(String what) {
        switch (what) {
            case "1.4.2 is committed" -> world.world().commit("1.4.2");
            case "1.5.0 reaches prod" -> world.deliver("1.5.0");
            case "1.6.0 waits for prod" -> {
                if (!world.world().current("qa").version().equals("1.6.0")) {
                    world.world().carry("1.6.0", "qa");
                }
                world.world().promote("prod");
            }
            case "the fix reaches prod" -> {
                world.world().origin().commit("hotfix/login", "Fix login", Map.of("login.txt", "fixed\n"));
                world.world().enter("qa", "1.5.1");
                world.world().deliver("qa");
                world.world().verify("qa");
                long fix = world.world().promote("prod").promotion().id();
                world.world().engine().promotions().approve(TestCaller.BOB.actor(), fix, "");
                world.world().deliver("prod");
                world.world().verify("prod");
            }
            case "a build records" ->
                world.world()
                        .engine()
                        .recordings()
                        .record(
                                new Actor("ann", Set.of(), new Build("deploy/shop", 12, null)),
                                new RecordRequest(
                                        "shop",
                                        "qa",
                                        world.world().current("qa").version(),
                                        List.of(),
                                        null,
                                        DeploymentStatus.COMPLETED,
                                        "",
                                        null));
            case "an event is given up" -> world.dead("4f1c2b6e-8a5d-3f7e-9c0b-1d2e3f4a5b6c");
            case "an hour passes" -> world.world().clock().advance(Duration.ofHours(1));
            case "the configuration stays" -> world.nextConfiguration(ApiWorld.YAML);
            default -> throw new AssertionError("the documentation says that " + what);
        }
    }

    private ApiWorld.Answer send(String text) {
        String[] parts = text.split("\\n\\n", 2);
        String[] lines = parts[0].split("\\n");
        String[] request = lines[0].split(" ");
        String target = request[1].replaceFirst("^/api", "");
        Optional<Release> first = world.world()
                .read(view -> view.releases("shop", "1.4.2").stream().findFirst());
        String settled = target.replace(
                        "FINGERPRINT", first.map(Release::fingerprint).orElse(""))
                .replace("COMMIT", first.map(Release::commit).orElse(""));
        ApiWorld.Call call = world.call(request[0], settled).as(caller);
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(": ", 2);
            call.header(header[0].toLowerCase(Locale.ROOT), header[1]);
        }
        if (parts.length > 1) {
            call.body(parts[1]);
        }
        ApiWorld.Answer answer = call.send();
        for (Route route : world.api().routes()) {
            if (route.method().equals(request[0])
                    && route.match(Route.parts(target.replaceFirst("\\?.*", ""))) != null) {
                operations.add(route.method() + " " + route.template());
            }
        }
        return answer;
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.textValue().equals("…")) {
            return true;
        }
        if (expected.isArray() && actual.isArray()) {
            boolean open = !expected.isEmpty()
                    && expected.get(expected.size() - 1).asText().equals("…");
            int size = open ? expected.size() - 1 : expected.size();
            if (open ? actual.size() < size : actual.size() != size) {
                return false;
            }
            for (int i = 0; i < size; i++) {
                if (!matches(expected.get(i), actual.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (expected.isObject() && actual.isObject()) {
            List<String> names = new ArrayList<>();
            expected.fieldNames().forEachRemaining(names::add);
            boolean open = names.remove("…");
            return (open || names.size() == actual.size())
                    && names.stream()
                            .allMatch(name -> actual.has(name) && matches(expected.get(name), actual.get(name)));
        }
        return expected.equals(actual);
    }
}
