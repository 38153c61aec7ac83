package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Change;
import io.jenkins.plugins.deploymentgates.promotion.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What steps return to scripts: maps and lists of strings, which a sandboxed script may read and a waiting one can be saved
 * with. What is not known has no key.
 */
final class Results {
    private Results() {}

    static Map<String, String> deployment(Deployment deployment, List<Artifact> artifacts) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("deployment", String.valueOf(deployment.id()));
        result.put("application", deployment.application());
        result.put("environment", deployment.environment());
        result.put("version", deployment.version());
        result.put("artifacts", references(artifacts));
        put(result, "commit", deployment.commit());
        result.put("status", deployment.status().name());
        put(result, "outOfBand", deployment.outOfBand());
        put(result, "promotion", deployment.promotion());
        result.put("url", StepLinks.whole(StepLinks.deployment(deployment.id())));
        return result;
    }

    static Map<String, String> promotion(
            Promotion promotion, @CheckForNull Deployment deployment, List<Artifact> artifacts) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("promotion", String.valueOf(promotion.id()));
        result.put("application", promotion.application());
        result.put("from", String.join(",", promotion.from()));
        result.put("to", promotion.to());
        result.put("version", promotion.version());
        result.put("artifacts", references(artifacts));
        put(result, "commit", deployment == null ? promotion.commit() : deployment.commit());
        result.put("kind", promotion.kind().name());
        result.put("status", promotion.status().name());
        put(result, "deployment", deployment == null ? null : deployment.id());
        result.put("url", StepLinks.whole(StepLinks.promotion(promotion.id())));
        return result;
    }

    static Map<String, Object> explanation(Explanation explanation, @CheckForNull Draft draft) {
        Explanation.Subject subject = explanation.subject();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("application", subject.application());
        result.put("from", String.join(",", subject.from()));
        result.put("to", subject.to());
        result.put("version", subject.version());
        put(result, "commit", subject.commit());
        result.put("kind", subject.kind().name());
        put(result, "promotion", subject.promotion());
        result.put("verdict", explanation.verdict().name());
        result.put("reason", explanation.reason());
        result.put("outlook", explanation.outlook());
        put(result, "earliest", instant(explanation.earliest()));
        List<Map<String, String>> gates = new ArrayList<>();
        for (GateOutcome outcome : explanation.outcomes()) {
            Map<String, String> gate = new LinkedHashMap<>();
            gate.put("gate", outcome.gate());
            gate.put("verdict", outcome.verdict().name());
            gate.put("reason", outcome.reason());
            gate.put("lookedAt", outcome.lookedAt());
            gate.put("remedy", outcome.remedy());
            put(gate, "earliest", instant(outcome.earliest()));
            gate.put("overridden", String.valueOf(explanation.overridden().contains(outcome)));
            gates.add(gate);
        }
        result.put("gates", gates);
        if (draft != null) {
            result.put("draft", draft(draft));
        }
        return result;
    }

    private static Map<String, Object> draft(Draft draft) {
        Map<String, Object> result = new LinkedHashMap<>();
        put(result, "environment", draft.environment());
        result.put("message", draft.message());
        result.put("files", new ArrayList<>(draft.files()));
        List<Map<String, String>> tags = new ArrayList<>();
        for (Draft.Tag tag : draft.tags()) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("repository", tag.repository());
            one.put("commit", tag.commit());
            put(one, "tag", tag.tag());
            one.put("action", tag.action().name());
            tags.add(one);
        }
        result.put("tags", tags);
        return result;
    }

    static Map<String, Object> change(Change change) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("kind", change.kind().name());
        result.put("name", change.name());
        put(result, "environment", change.environment());
        put(result, "before", change.before());
        put(result, "after", change.after());
        result.put("releaseChanged", String.valueOf(change.releaseChanged()));
        List<Map<String, String>> parts = new ArrayList<>();
        for (Change.Part part : change.parts()) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("name", part.name());
            put(one, "from", part.from());
            put(one, "to", part.to());
            parts.add(one);
        }
        result.put("parts", parts);
        result.put("details", new ArrayList<>(change.details()));
        result.put(
                "commits",
                new ArrayList<>(change.commits().stream().map(Line.Commit::id).toList()));
        result.put("files", new ArrayList<>(change.files()));
        return result;
    }

    /** How long the delivery took, in milliseconds; {@code null} when it has not both a start and an end. */
    @CheckForNull
    static Duration duration(Deployment deployment) {
        Instant end = deployment.completedAt() == null ? deployment.failedAt() : deployment.completedAt();
        return deployment.startedAt() == null || end == null ? null : Duration.between(deployment.startedAt(), end);
    }

    private static String references(List<Artifact> artifacts) {
        return artifacts.stream().map(Artifact::reference).collect(Collectors.joining(","));
    }

    @CheckForNull
    private static String instant(@CheckForNull Instant instant) {
        return instant == null ? null : Texts.instant(instant);
    }

    private static <V> void put(Map<String, V> result, String key, @CheckForNull Object value) {
        if (value != null) {
            @SuppressWarnings("unchecked") // V is String or Object
            V text = (V) value.toString();
            result.put(key, text);
        }
    }
}
