package io.jenkins.plugins.deploymentgates.model;

/** How a promotion moves its release. */
public enum PromotionKind {
    /** Forward along the line of history. */
    FORWARD,
    /** Back to a release that was good there. */
    ROLLBACK,
    /** One version alone, copied onto the target; leaves the line until a later promotion brings it back. */
    CHERRY_PICK,
    /** Forward, by choice with a version that was released before: its final tag is moved to where it is now. */
    SAME_VERSION,
    /** The target is forced to equal a source that is behind it or beside it. */
    ALIGN,
    /** An artifact's flow goes on into its next environment; nothing is pushed. */
    FLOW
}
