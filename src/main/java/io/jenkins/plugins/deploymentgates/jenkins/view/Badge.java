package io.jenkins.plugins.deploymentgates.jenkins.view;

import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.util.Locale;

/** A word with a meaning that a colour repeats, never the colour alone. Immutable. */
public final class Badge {
    private final String word;
    private final Tone tone;

    /** What the colour says; the names are part of the style sheet's classes. */
    enum Tone {
        GOOD,
        BAD,
        BUSY,
        WAITING,
        PLAIN
    }

    private Badge(String word, Tone tone) {
        this.word = word;
        this.tone = tone;
    }

    static Badge of(DeploymentStatus status) {
        return switch (status) {
            case NOT_STARTED -> new Badge(Messages.Badge_notStarted(), Tone.PLAIN);
            case CREATED -> new Badge(Messages.Badge_created(), Tone.PLAIN);
            case STARTED -> new Badge(Messages.Badge_started(), Tone.BUSY);
            case COMPLETED -> new Badge(Messages.Badge_completed(), Tone.BUSY);
            case VERIFIED -> new Badge(Messages.Badge_verified(), Tone.GOOD);
            case FAILED -> new Badge(Messages.Badge_failed(), Tone.BAD);
        };
    }

    static Badge of(PromotionStatus status) {
        return switch (status) {
            case REQUESTED -> new Badge(Messages.Badge_requested(), Tone.PLAIN);
            case WAITING -> new Badge(Messages.Badge_waiting(), Tone.WAITING);
            case EXECUTING -> new Badge(Messages.Badge_executing(), Tone.BUSY);
            case PROMOTED -> new Badge(Messages.Badge_promoted(), Tone.GOOD);
            case REFUSED -> new Badge(Messages.Badge_refused(), Tone.BAD);
            case CANCELLED -> new Badge(Messages.Badge_cancelled(), Tone.PLAIN);
            case FAILED -> new Badge(Messages.Badge_failed(), Tone.BAD);
        };
    }

    static Badge of(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> new Badge(Messages.Badge_passed(), Tone.GOOD);
            case WAITING -> new Badge(Messages.Badge_waiting(), Tone.WAITING);
            case REFUSED -> new Badge(Messages.Badge_refused(), Tone.BAD);
        };
    }

    /** Of a check or a vote. */
    static Badge of(boolean good, String word) {
        return new Badge(word, good ? Tone.GOOD : Tone.BAD);
    }

    /** Of a check. */
    static Badge check(boolean passed) {
        return of(passed, passed ? Messages.Badge_passed() : Messages.Badge_failed());
    }

    /** What a build did; no meaning for a colour to repeat. */
    static Badge of(BuildLink.Role role) {
        return switch (role) {
            case RECORDED -> new Badge(Messages.Badge_recorded(), Tone.PLAIN);
            case VERIFIED -> new Badge(Messages.Badge_checked(), Tone.PLAIN);
            case PROMOTED -> new Badge(Messages.Badge_asked(), Tone.PLAIN);
            case APPROVED -> new Badge(Messages.Badge_voted(), Tone.PLAIN);
        };
    }

    /** For people, in the language of whoever looks. */
    public String getWord() {
        return word;
    }

    /** For the style sheet: {@code good}, {@code bad}, {@code busy}, {@code waiting} or {@code plain}. */
    public String getTone() {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
