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
        /** The intent is in the ledger; what has to be there before the push, such as tags, is about to be made. */
        INTENDED,
        /** All of that is there; the push is about to be sent. */
        PREPARED,
        /** The remote answered; the outcome is about to be written. */
        PUSHED,
        /** The outcome is in the ledger. */
        RECORDED
    }

    void at(Step step);
}
