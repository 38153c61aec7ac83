package io.jenkins.plugins.deploymentgates.git;

/** A repository has no such branch, tag or commit; the message names what it has. */
public class UnknownRefException extends GitException {
    private static final long serialVersionUID = 1L;

    public UnknownRefException(String message) {
        super(message);
    }
}
