package io.jenkins.plugins.deploymentgates.promotion;

/** What was asked for cannot be made any more, whatever the gates say; a promotion of it ends as refused. */
final class OutdatedException extends RefusedException {
    private static final long serialVersionUID = 1L;

    OutdatedException(String message) {
        super(message);
    }
}
