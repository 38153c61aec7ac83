package io.jenkins.plugins.deploymentgates.model;

/** A gate's answer. */
public enum Verdict {
    /** The promotion may go through this gate now. */
    PASSED,
    /** Not now; it can pass later without anyone asking for another promotion. */
    WAITING,
    /** Not this release, not this way: somebody has to do something else first. */
    REFUSED;

    /** The stricter of the two. */
    public Verdict and(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
