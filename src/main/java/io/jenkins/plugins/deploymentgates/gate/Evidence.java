package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger knows about one subject in one source environment: about the exact release, or, where the application
 * says {@code combination: per-artifact}, about one of its artifacts. All gates that ask for evidence see it through
 * here, so that they agree on what counts.
 *
 * @param subject what must be proven, such as {@code shop 1.4.2} or {@code com.acme:shop-api:2.1}
 * @param state how far the proof is
 * @param deployment the deployment that decides the state; {@code null} when {@link State#ABSENT}
 * @param all deployments of the subject there, newest first, as far as they matter
 */
record Evidence(
        Question question,
        String environment,
        String subject,
        State state,
        @CheckForNull Deployment deployment,
        List<Deployment> all) {

    /** More deployments of one release in one environment than this are not looked at. */
    private static final int LIMIT = 50;

    /** How far the proof is. */
    enum State {
        /** VERIFIED there, and not voided since. */
        PROVEN,
        /** On its way there: delivered or verified next. */
        UNDER_WAY,
        /** The newest try there failed. */
        FAILED,
        /** It was deployed there, but a hotfix has overtaken it since. */
        VOIDED,
        /** Something else took its place there before it was verified. */
        REPLACED,
        /** It was never there. */
        ABSENT
    }

    /** One for each source environment and subject, in that order; empty when nothing is upstream. */
    static List<Evidence> of(Question question) {
        List<Evidence> found = new ArrayList<>();
        Optional<FlowEvidence> flow = FlowEvidence.of(question);
        if (flow.isPresent()) {
            for (String environment : question.sources()) {
                found.add(of(
                        question,
                        environment,
                        label(question.release()),
                        flow.get().of(environment)));
            }
            return found;
        }
        boolean perArtifact = question.application().combination() == Application.Combination.PER_ARTIFACT
                && !question.release().artifacts().isEmpty();
        for (String environment : question.sources()) {
            if (perArtifact) {
                for (Artifact artifact : asked(question)) {
                    found.add(of(
                            question, environment, artifact.toString(), ofArtifact(question, environment, artifact)));
                }
            } else {
                found.add(of(question, environment, label(question.release()), ofRelease(question, environment)));
            }
        }
        return found;
    }

    /**
     * The artifacts that have to be proven. With deployment files a promotion may bring single modules; those that the target
     * has already are no news there, and may never have been upstream.
     */
    private static List<Artifact> asked(Question question) {
        List<Artifact> all = question.release().artifacts();
        GitSettings git = question.application().git();
        if (git == null || git.deploymentFiles() == null) {
            return all;
        }
        List<Artifact> there = question.ledger()
                .current(question.application().name(), question.target().name())
                .flatMap(current -> question.ledger().release(current.fingerprint()))
                .map(Release::artifacts)
                .orElse(List.of());
        List<Artifact> news =
                all.stream().filter(artifact -> !there.contains(artifact)).toList();
        return news.isEmpty() ? all : news;
    }

    /**
     * A rollback goes back to what was proven in the target itself, which is nearer to the truth than any upstream
     * environment, and must work while upstream has long moved on.
     */
    static Optional<Deployment> provenInTarget(Question question) {
        if (question.kind() != PromotionKind.ROLLBACK) {
            return Optional.empty();
        }
        Evidence there = of(
                question,
                question.target().name(),
                label(question.release()),
                ofRelease(question, question.target().name()));
        return there.all().stream().filter(Deployment::isEvidence).findFirst();
    }

    private static List<Deployment> ofRelease(Question question, String environment) {
        return question.ledger()
                .deploymentsOf(
                        question.application().name(),
                        environment,
                        question.release().fingerprint(),
                        LIMIT);
    }

    private static List<Deployment> ofArtifact(Question question, String environment, Artifact artifact) {
        String application = question.application().name();
        Optional<Deployment> evidence =
                question.ledger().evidenceForArtifact(application, environment, artifact.module(), artifact.version());
        if (evidence.isPresent() && isSame(question, evidence.get(), artifact)) {
            return List.of(evidence.get());
        }
        return question.ledger()
                .current(application, environment)
                .filter(current -> holds(question, current, artifact) && isSame(question, current, artifact))
                .map(List::of)
                .orElse(List.of());
    }

    /** Whether it was this very artifact: with deployment files, a version that moved is another one. */
    private static boolean isSame(Question question, Deployment deployment, Artifact artifact) {
        GitSettings git = question.application().git();
        return artifact.digest() == null
                || git == null
                || git.deploymentFiles() == null
                || question.ledger()
                        .release(deployment.fingerprint())
                        .map(release -> release.artifacts().stream()
                                .filter(one -> one.module().equals(artifact.module()))
                                .anyMatch(one -> artifact.digest().equals(one.digest())))
                        .orElse(false);
    }

    private static boolean holds(Question question, Deployment deployment, Artifact artifact) {
        return question.ledger()
                .release(deployment.fingerprint())
                .map(release -> release.artifacts().stream()
                        .anyMatch(one -> one.module().equals(artifact.module())
                                && one.version().equals(artifact.version())))
                .orElse(false);
    }

    private static Evidence of(Question question, String environment, String subject, List<Deployment> all) {
        Deployment underWay = null;
        Deployment replaced = null;
        State decided = State.ABSENT;
        Deployment decisive = null;
        for (Deployment one : all) {
            if (one.status() == DeploymentStatus.FAILED) {
                decided = State.FAILED;
            } else if (one.voided() != null) {
                decided = State.VOIDED;
            } else if (one.status() == DeploymentStatus.VERIFIED) {
                decided = State.PROVEN;
            } else if (one.endedAt() == null) {
                underWay = underWay == null ? one : underWay;
                continue;
            } else {
                replaced = replaced == null ? one : replaced;
                continue;
            }
            decisive = one;
            break;
        }
        if (underWay != null && decided != State.PROVEN) {
            return new Evidence(question, environment, subject, State.UNDER_WAY, underWay, all);
        }
        if (replaced != null && decided == State.ABSENT) {
            return new Evidence(question, environment, subject, State.REPLACED, replaced, all);
        }
        return new Evidence(question, environment, subject, decided, decisive, all);
    }

    /** What can be seen there, without the name of the subject; a clause after {@code load: }. */
    String seen() {
        Deployment decisive = deployment;
        if (decisive == null) {
            return "never deployed there" + instead();
        }
        String number = "deployment " + decisive.id();
        return switch (state) {
            case PROVEN -> "VERIFIED since " + Texts.instant(decisive.verifiedAt()) + " (" + number + ")";
            case UNDER_WAY -> number + " is " + decisive.status() + " there, not VERIFIED yet" + outstanding(decisive);
            case FAILED -> number + " FAILED there" + failure(decisive) + instead();
            case VOIDED -> number + " is no evidence any more: " + decisive.voided() + instead();
            case REPLACED ->
                number + " was replaced at " + Texts.instant(decisive.endedAt()) + " before it was VERIFIED"
                        + instead();
            case ABSENT -> throw new IllegalStateException("absent, yet there is " + decisive.label());
        };
    }

    /** What somebody has to do to have the proof. */
    String remedy() {
        List<String> checks = requiredChecks();
        String number = deployment == null ? "" : String.valueOf(deployment.id());
        String verify = checks.isEmpty() ? "have it verified" : "have " + Texts.and(checks) + " pass";
        return switch (state) {
            case PROVEN -> "";
            case UNDER_WAY -> "complete deployment " + number + " in " + environment + " and " + verify + " there";
            case FAILED ->
                "fix what failed, then deploy " + subject + " to " + environment + " again and " + verify + " there";
            case VOIDED, REPLACED -> "deploy " + subject + " to " + environment + " again and " + verify + " there";
            case ABSENT -> "deploy " + subject + " to " + environment + " and " + verify + " there";
        };
    }

    /** The newest result of each check on a deployment, in the order in which the checks were first reported. */
    static Map<String, Verification> newestResults(Question question, Deployment deployment) {
        Map<String, Verification> newest = new LinkedHashMap<>();
        question.ledger().verifications(deployment.id()).forEach(one -> newest.put(one.check(), one));
        return newest;
    }

    private List<String> requiredChecks() {
        Optional<FlowEvidence> flow = FlowEvidence.of(question);
        if (flow.isPresent()) {
            return flow.get().requiredChecks(environment);
        }
        return question.application().pipeline().containsKey(environment)
                ? question.application().requiredChecks(environment)
                : List.of();
    }

    private String outstanding(Deployment underWay) {
        Map<String, Verification> results = newestResults(question, underWay);
        List<String> missing = requiredChecks().stream()
                .filter(check ->
                        !results.containsKey(check) || !results.get(check).passed())
                .toList();
        return missing.isEmpty() ? "" : "; outstanding: " + String.join(", ", missing);
    }

    private String failure(Deployment failure) {
        List<String> failed = newestResults(question, failure).values().stream()
                .filter(result -> !result.passed())
                .map(Verification::check)
                .toList();
        String when = failure.failedAt() == null ? "" : " at " + Texts.instant(failure.failedAt());
        return failed.isEmpty() ? when + ": its delivery failed" : when + ": " + Texts.and(failed) + " did not pass";
    }

    /** What is there now, if it is something else. */
    private String instead() {
        Optional<Deployment> current =
                question.ledger().current(question.application().name(), environment);
        if (current.isEmpty()) {
            return "; nothing was ever deployed there";
        }
        if (deployment != null && current.get().id() == deployment.id()) {
            return "";
        }
        return "; there now: " + describe(current.get());
    }

    private String describe(Deployment other) {
        Release wanted = question.release();
        Optional<Release> release = question.ledger().release(other.fingerprint());
        String what = release.map(Evidence::combination).orElse(other.application() + " " + other.version());
        boolean sameWords = release.isPresent()
                && !other.fingerprint().equals(wanted.fingerprint())
                && combination(wanted).equals(what);
        return what + (sameWords ? " from another configuration tree" : "") + " (deployment " + other.id() + ", "
                + other.status() + (other.voided() == null ? "" : ", void") + ")";
    }

    /** {@code shop 1.4.2}. */
    static String label(Release release) {
        return release.application() + " " + release.version();
    }

    /** The release with what it consists of: {@code shop 1.4.2 = shop-api 2.1 + shop-web 3.0}. */
    static String combination(Release release) {
        if (release.artifacts().isEmpty()) {
            return label(release);
        }
        return label(release) + " = "
                + String.join(
                        " + ",
                        release.artifacts().stream()
                                .map(artifact -> artifact.module().name() + " " + artifact.version())
                                .toList());
    }
}
