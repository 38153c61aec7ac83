package io.jenkins.plugins.deploymentgates.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GateSettings.ArtifactsAvailable;
import io.jenkins.plugins.deploymentgates.git.FoundImages;
import io.jenkins.plugins.deploymentgates.git.ImageReference;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Signature;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.ArtifactLookup.Found;
import io.jenkins.plugins.deploymentgates.promotion.ArtifactLookup.State;
import io.jenkins.plugins.deploymentgates.promotion.web.OneLine;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what gates need from other servers, before the gates are asked: nothing may wait for a network inside a
 * transaction of the ledger. Thread-safe.
 */
final class Outside {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int TEXT = 500;

    private final Services services;
    private final WebCalls calls;
    private final Map<Place, Kept> cache = new ConcurrentHashMap<>();

    Outside(Services services, WebCalls calls) {
        this.services = services;
        this.calls = calls;
    }

    /** What was looked up as whom: others may see other things there. */
    private record Place(ArtifactsAvailable settings, Object wanted, @CheckForNull String authorization) {}

    private record Kept(Found found, Instant at) {
        boolean isOld(Instant now) {
            return now.isBefore(at) || !now.isBefore(at.plus(KEPT));
        }
    }

    /**
     * What the gates of a plan that look outside say.
     *
     * @param explain whether it is only explained, which a check is told
     */
    Map<GateSettings, GateOutcome> look(Plan plan, String trigger, boolean explain, @CheckForNull Build build) {
        Map<GateSettings, GateOutcome> found = new LinkedHashMap<>();
        if (plan.kind() == PromotionKind.ROLLBACK) {
            return found;
        }
        for (GateSettings gate : plan.target().gates()) {
            try {
                if (gate instanceof ArtifactsAvailable available) {
                    found.put(gate, available(available, plan, build));
                } else if (gate instanceof GateSettings.Http http) {
                    found.put(gate, checked(http, plan, trigger, explain, build));
                } else if (gate instanceof GateSettings.Ticket ticket
                        && !ticket.status().isEmpty()) {
                    found.put(gate, new TicketStatuses(services, calls).ask(ticket, plan));
                }
            } catch (DeploymentGatesException e) {
                found.put(
                        gate,
                        GateOutcome.waitingFor(
                                gate.name(), e.getMessage(), "nothing", "correct what is configured, and ask again"));
            }
        }
        return found;
    }

    private GateOutcome available(ArtifactsAvailable gate, Plan plan, @CheckForNull Build build) {
        FoundImages images = images(gate, plan);
        List<Object> wanted = new ArrayList<>(plan.release().artifacts());
        if (wanted.isEmpty() && !plan.application().artifacts().isEmpty()) {
            return GateOutcome.refused(
                    gate.name(),
                    "the release names no artifact, though "
                            + plan.application().name() + " has some",
                    "no artifact",
                    "record the release with its artifacts");
        }
        wanted.addAll(images.images());
        String unread = images.skipped().isEmpty() ? "" : "; not looked for: " + String.join("; ", images.skipped());
        if (wanted.isEmpty()) {
            return gate.images().isEmpty()
                    ? GateOutcome.passed(gate.name(), plan.application().name() + " has no artifacts", "no artifact")
                    : GateOutcome.passed(gate.name(), "the files name no image" + unread, "no image");
        }
        Instant now = services.now();
        cache.values().removeIf(kept -> kept.isOld(now));
        String authorization = gate.credentials() == null
                ? null
                : services.repositories()
                        .login(gate.credentials(), server(gate), build)
                        .basicAuthorization();
        ArtifactLookup lookup = new ArtifactLookup(calls, gate, authorization);
        List<Callable<Found>> looks = new ArrayList<>();
        for (Object one : wanted) {
            looks.add(() -> cached(lookup, new Place(gate, one, authorization), now));
        }
        List<String> missing = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Instant again = now;
        List<Optional<Found>> found = calls.all(looks);
        for (int i = 0; i < wanted.size(); i++) {
            Object artifact = wanted.get(i);
            Found one = found.get(i).orElseGet(() -> ArtifactLookup.late(artifact, now));
            if (one.state() == State.NOT_THERE || one.state() == State.HIDDEN) {
                missing.add(one.why());
            } else if (one.state() == State.UNKNOWN) {
                unknown.add(one.why());
                again = one.again() == null || one.again().isBefore(again) ? again : one.again();
            }
        }
        String lookedAt = lookedAt(plan, images);
        if (!missing.isEmpty()) {
            return GateOutcome.refused(
                    gate.name(), String.join("; ", missing), lookedAt, "publish what is missing, then ask again");
        }
        String all = images.images().isEmpty() ? "every artifact is there" : "everything is there";
        return unknown.isEmpty()
                ? GateOutcome.passed(gate.name(), all + unread, lookedAt)
                : GateOutcome.waitingUntil(gate.name(), String.join("; ", unknown), lookedAt, again);
    }

    /** The images of the copied files the gate is about. */
    private static FoundImages images(ArtifactsAvailable gate, Plan plan) {
        FoundImages all = plan.draft() == null ? null : plan.draft().images();
        return all == null || gate.images().isEmpty() ? new FoundImages(List.of(), List.of()) : all.in(gate.images());
    }

    private static String lookedAt(Plan plan, FoundImages images) {
        int artifacts = plan.release().artifacts().size();
        String some = Texts.count(images.images().size(), "image");
        if (images.images().isEmpty()) {
            return Texts.count(artifacts, "artifact");
        }
        return artifacts == 0 ? some : Texts.count(artifacts, "artifact") + ", " + some;
    }

    /** The part of the address that is the same for all artifacts, for which a host may have its own credentials. */
    private static String server(ArtifactsAvailable gate) {
        if (gate.registry() != null) {
            return gate.registry();
        }
        return gate.maven() != null
                ? gate.maven()
                : Objects.requireNonNull(gate.url()).replaceFirst("\\{.*", "");
    }

    private Found cached(ArtifactLookup lookup, Place place, Instant now) throws InterruptedException {
        Kept kept = cache.get(place);
        if (kept != null) {
            return kept.found();
        }
        Found found = place.wanted() instanceof ImageReference image
                ? lookup.look(image, now)
                : lookup.look((Artifact) place.wanted(), now);
        if (found.isAboutArtifact()) {
            cache.put(place, new Kept(found, now));
        }
        return found;
    }

    private GateOutcome checked(
            GateSettings.Http gate, Plan plan, String trigger, boolean explain, @CheckForNull Build build) {
        Instant now = services.now();
        URI url = URI.create(gate.url());
        byte[] body = body(plan, trigger, explain);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (gate.secret() != null) {
            sign(request, services.repositories().secret(gate.secret()), now, body);
        }
        if (gate.credentials() != null) {
            request.header(
                    "Authorization",
                    services.repositories()
                            .login(gate.credentials(), gate.url(), build)
                            .basicAuthorization());
        }
        String who = WebCalls.origin(url);
        Callable<Optional<WebCalls.Reply>> call = () -> {
            try {
                return Optional.of(calls.send(request));
            } catch (IOException e) {
                return Optional.empty();
            }
        };
        Optional<WebCalls.Reply> reply = calls.all(List.of(call)).get(0).flatMap(answer -> answer);
        return reply.map(answer -> judged(gate, url, answer, now))
                .orElseGet(() -> GateOutcome.waitingUntil(
                        gate.name(), who + " cannot be reached or did not answer in time", who, now.plus(KEPT)));
    }

    private static GateOutcome judged(GateSettings.Http gate, URI url, WebCalls.Reply reply, Instant now) {
        String who = WebCalls.origin(url);
        int status = reply.status();
        String text = OneLine.of(reply.body(), TEXT);
        String said = text.isEmpty() ? "" : ": " + text;
        String lookedAt = who + " answered " + status;
        if (status == 200 || status == 204) {
            return GateOutcome.passed(gate.name(), who + " agrees" + said, lookedAt);
        }
        if (status == 202) {
            return GateOutcome.waitingUntil(gate.name(), who + " is not done yet" + said, lookedAt, reply.again(now));
        }
        if (reply.isTrouble()) {
            return GateOutcome.waitingUntil(gate.name(), reply.trouble(url), lookedAt, reply.again(now));
        }
        return status >= 400
                ? GateOutcome.refused(gate.name(), who + " refuses" + said, lookedAt, "do what it says, then ask again")
                : GateOutcome.refused(
                        gate.name(),
                        lookedAt + ", which is no answer to this question",
                        lookedAt,
                        "name the URL that answers 200, 202 or 4xx; redirects are not followed");
    }

    private static byte[] body(Plan plan, String trigger, boolean explain) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("application", plan.application().name());
        body.put("environment", plan.target().name());
        body.put("version", plan.release().version());
        body.put("fingerprint", plan.release().fingerprint());
        body.put("commit", plan.commit());
        body.put(
                "artifacts",
                plan.release().artifacts().stream().map(Artifact::reference).toList());
        body.put("sources", plan.sources());
        body.put("kind", plan.kind().name());
        body.put("trigger", trigger);
        body.put("explain", explain);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts have a JSON form", e);
        }
    }

    /** As webhooks are signed. */
    private static void sign(HttpRequest.Builder request, String secret, Instant now, byte[] body) {
        String id = UUID.randomUUID().toString();
        request.header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", Signature.of(secret, id, now, body));
    }
}
