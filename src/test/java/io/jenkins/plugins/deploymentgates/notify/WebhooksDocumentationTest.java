package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook;
import io.jenkins.plugins.deploymentgates.model.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What {@code docs/webhooks.md} tells receivers is so. */
public class WebhooksDocumentationTest {
    private final String text;

    public WebhooksDocumentationTest() throws IOException {
        text = Files.readString(Path.of("docs/webhooks.md"));
    }

    private Matcher find(String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(regex).isTrue();
        return matcher;
    }

    @Test
    public void shouldSignAsDocumented() {
        Matcher example = find("secret `(\\w+)`, the delivery `([^`]+)` sent at `(\\d+)` with the body `([^`]+)`");
        String signature = find("gives `([^`]+)`").group(1);
        assertThat(Signature.of(
                        example.group(1),
                        example.group(2),
                        Instant.ofEpochSecond(Long.parseLong(example.group(3))),
                        example.group(4).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1," + signature);
        assertThat(text)
                .contains("`webhook-signature: v1," + signature + "`")
                .contains("'" + example.group(2) + "." + example.group(3) + "." + example.group(4) + "'");
    }

    @Test
    public void shouldNameEveryEventOfDeployDb() {
        for (DeployDbWebhook.Event event : DeployDbWebhook.Event.values()) {
            assertThat(text)
                    .contains("| `" + event.word() + "` | `application/vnd.deploydb."
                            + event.word().replace(".", "") + ".v1+json` |");
        }
    }
}
