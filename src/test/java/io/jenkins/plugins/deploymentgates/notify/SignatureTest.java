package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** How bodies are signed, where secrets come from, and when a failed attempt is made again. */
public class SignatureTest {
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldSignAsStandardWebhooksSays() {
        // The example of the specification's own libraries.
        assertThat(Signature.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    public void shouldSignWithEveryKeyOfASecret() {
        assertThat(Signature.of("old\nnew\n", "1", AT, BODY))
                .isEqualTo(Signature.of("old", "1", AT, BODY) + " " + Signature.of("new", "1", AT, BODY));
    }

    @Test
    public void shouldRefuseAKeyThatIsNotWhatItSays() {
        for (String wrong : new String[] {"whsec_!", "whsec_"}) {
            assertThatThrownBy(() -> Signature.of(wrong, "1", AT, BODY))
                    .isInstanceOf(DeploymentGatesException.class)
                    .hasMessage(
                            "the secret begins with whsec_, but what follows is no Base64 of a key; correct it, or leave"
                                    + " whsec_ out");
        }
    }

    @Test
    public void shouldFindSecretsInTheEnvironmentOrInFiles() throws IOException {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("secret"), "from a file\n");
        Map<String, String> environment = Map.of(
                "DEPLOYMENT_GATES_SECRET_HOOK_HMAC", " from here ",
                "DEPLOYMENT_GATES_SECRET_OTHER_FILE", file.toString(),
                "DEPLOYMENT_GATES_SECRET_LOST_FILE", "/no/such/file",
                "DEPLOYMENT_GATES_SECRET_EMPTY", " ");
        Secrets secrets = Secrets.ofEnvironment(environment::get);
        assertThat(secrets.find("hook-hmac")).isEqualTo("from here");
        assertThat(secrets.find("other")).isEqualTo("from a file");
        assertThatThrownBy(() -> secrets.find("lost"))
                .hasMessage("the secret 'lost' cannot be read from the file '/no/such/file' that"
                        + " DEPLOYMENT_GATES_SECRET_LOST_FILE names: NoSuchFileException");
        assertThatThrownBy(() -> secrets.find("empty"))
                .hasMessage("there is no secret 'empty'; set DEPLOYMENT_GATES_SECRET_EMPTY, or"
                        + " DEPLOYMENT_GATES_SECRET_EMPTY_FILE to the file that has it");
    }

    @Test
    public void shouldWaitLongerAfterEachFailureUpToAnHour() {
        long[] seconds = {1, 2, 4, 8, 30, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600};
        for (int failures = 1; failures <= seconds.length; failures++) {
            Duration wait = Duration.between(AT, Backoff.next(AT, "hook", failures, null));
            assertThat(wait.toMillis())
                    .as("failure %d", failures)
                    .isBetween(seconds[failures - 1] * 800, seconds[failures - 1] * 1200);
        }
        assertThat(Backoff.next(AT, "hook", 1_000_000, null)).isBefore(AT.plusSeconds(4321));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> Backoff.next(AT, "hook" + i, 13, null))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }
}
