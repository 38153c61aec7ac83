package io.jenkins.plugins.deploymentgates.promotion;

/** Told how far a promotion is, for a progress line. Called on the thread that promotes; must return quickly. */
@FunctionalInterface
public interface Progress {

    /** Nobody listens. */
    Progress NONE = step -> {};

    /** The steps of an act that changes Git, in order. */
    enum Step {
        /** Git is asked what the promotion would bring. */
        LOOKING,
        /** All gates passed; the intent is about to be written. */
        DECIDED,
        /** The intent is in the ledger; the push is about to be sent. */
        INTENDED,
        /** The remote answered; the outcome is about to be written. */
        PUSHED,
        /** The outcome is in the ledger. */
        RECORDED
    }

    void at(Step step);
}
