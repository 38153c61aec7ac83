package io.jenkins.plugins.deploymentgates.cli.remote;

import com.fasterxml.jackson.core.type.TypeReference;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * Calls the API of a server. A call that broke is made again some times, under the same key if it changes something, so that it is
 * done once. Redirects are not followed: a token goes to nobody but the server that was named. Used by one thread.
 */
public final class Connection {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 3;

    private final ServerAddress address;
    private final HttpClient client;
    private final Pause pause;

    @CheckForNull
    private final String authorization;

    /** Waits for some time before a call is made again. */
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @param token tells who calls: a token of the server's, or a user and an API token of Jenkins' with a colon between;
     *     {@code null} where the server asks nobody
     * @param trust whose certificates are trusted; {@code null} for those the Java platform trusts
     */
    public Connection(ServerAddress address, @CheckForNull String token, @CheckForNull SSLContext trust, Pause pause) {
        this.address = address;
        this.authorization = token == null ? null : authorization(token);
        this.pause = pause;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /** Jenkins has Basic authentication (RFC 7617); no token of our own has a colon. */
    private static String authorization(String token) {
        return token.indexOf(':') < 0
                ? "Bearer " + token
                : "Basic " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the server is. */
    public ServerAddress address() {
        return address;
    }

    /**
     * Reads something.
     *
     * @throws DeploymentGatesException when that cannot be had
     */
    public <T> T get(String path, Map<String, String> query, TypeReference<T> type) throws InterruptedException {
        return answer(request(path, query, ANSWER).GET().build(), type);
    }

    /** The same where the server may take some seconds until it answers. */
    public <T> T await(String path, Map<String, String> query, long seconds, TypeReference<T> type)
            throws InterruptedException {
        Map<String, String> waiting = new LinkedHashMap<>(query);
        waiting.put("wait", String.valueOf(seconds));
        return answer(request(path, waiting, ANSWER.plusSeconds(seconds)).GET().build(), type);
    }

    /**
     * Changes something.
     *
     * @param key under which it is done once; {@code null} for one of its own
     * @throws DeploymentGatesException when it was not done
     */
    public <T> T send(String method, String path, Object body, @CheckForNull String key, TypeReference<T> type)
            throws InterruptedException {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new InvalidInputException(
                    "a server does not take this --key; valid are 1 to 255 visible ASCII characters without spaces");
        }
        HttpRequest request = request(path, Map.of(), ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key)
                .method(method, BodyPublishers.ofByteArray(Answers.write(body)))
                .build();
        return answer(request, type);
    }

    private HttpRequest.Builder request(String path, Map<String, String> query, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resource(path, query))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("User-Agent", "deployment-gates");
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private <T> T answer(HttpRequest request, TypeReference<T> type) throws InterruptedException {
        HttpResponse<byte[]> response = exchange(request);
        int status = response.statusCode();
        if (status == 200 || status == 201) {
            try {
                return Answers.read(response.body(), type);
            } catch (IOException e) {
                throw notOurs(request, response);
            }
        }
        if (status >= 300 && status < 400) {
            throw new InvalidInputException(address.text() + " sends elsewhere, to "
                    + response.headers().firstValue("Location").orElse("nowhere")
                    + ", where nothing is sent to; name the server's own address with --server");
        }
        Answers.Refused refused = Answers.refused(response.body());
        throw refused == null ? notOurs(request, response) : refused(status, refused);
    }

    /** What the engine refuses is said as it says it; what is between here and there names the server. */
    private DeploymentGatesException refused(int status, Answers.Refused refused) {
        return switch (status) {
            case 400, 404, 422 -> new InvalidInputException(refused.detail());
            case 401 ->
                new DeploymentGatesException(address.text() + " does not know who you are: " + refused.detail()
                        + "; put your token into DEPLOYMENT_GATES_TOKEN, or into a file that --token-file names");
            case 403, 406, 409, 502 -> new DeploymentGatesException(refused.detail());
            default -> new DeploymentGatesException(address.text() + ": " + refused.detail());
        };
    }

    private DeploymentGatesException notOurs(HttpRequest request, HttpResponse<byte[]> response) {
        String what = request.method() + " " + request.uri().getRawPath() + " with "
                + response.statusCode()
                + response.headers()
                        .firstValue("Content-Type")
                        .map(type -> " and " + type)
                        .orElse("");
        if (response.statusCode() >= 500) {
            return new DeploymentGatesException(address.text() + " answered " + what
                    + "; the server, or what is between here and there, cannot answer at the moment");
        }
        return new InvalidInputException(address.text() + " is no server of Deployment Gates, or of another version: it"
                + " answered " + what + "; name the address at which 'deployment-gates serve' listens");
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, BodyHandlers.ofByteArray());
            } catch (IOException e) {
                Breakdown breakdown = Breakdown.of(e);
                if (attempt == ATTEMPTS || !breakdown.mayPass()) {
                    throw new DeploymentGatesException(breakdown.message(address), e);
                }
                pause.sleep(Duration.ofMillis(500L * attempt));
            }
        }
    }
}
