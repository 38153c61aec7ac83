package io.jenkins.plugins.deploymentgates.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** A move that the table of legal moves does not hold; the message names the subject, from and to. */
public class IllegalMoveException extends DeploymentGatesException {
    private static final long serialVersionUID = 1L;

    /** @param why what stands in the way, in words */
    public IllegalMoveException(String subject, Enum<?> from, Enum<?> to, String why) {
        super(subject + " cannot move from " + from + " to " + to + ": " + why);
    }

    public IllegalMoveException(String message) {
        super(message);
    }

    public IllegalMoveException(String subject, Enum<?> from, Enum<?> to, Collection<? extends Enum<?>> legal) {
        super(subject + " cannot move from " + from + " to " + to
                + (legal.isEmpty()
                        ? ": " + from + " is final"
                        : "; from " + from + " it can become "
                                + legal.stream().map(Enum::name).collect(Collectors.joining(", "))));
    }
}
