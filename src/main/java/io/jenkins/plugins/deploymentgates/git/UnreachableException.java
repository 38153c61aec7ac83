package io.jenkins.plugins.deploymentgates.git;

/**
 * A repository could not be asked, so nothing is known about it: its host does not answer, it is not there, or the
 * credentials do not do. Asking again later can end otherwise.
 */
public class UnreachableException extends GitException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
