package io.jenkins.plugins.deploymentgates.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a deployment stands. The legal moves are the table {@link #MOVES}; every other move is refused. */
public enum DeploymentStatus {
    /** Planned, but its turn has not come. */
    NOT_STARTED,
    /** Allowed into the environment; whoever deploys has not begun. */
    CREATED,
    /** Being delivered. */
    STARTED,
    /** Delivered; required verifications are outstanding. */
    COMPLETED,
    /** Delivered and every required verification passed. */
    VERIFIED,
    /** Delivery or a verification failed. Final: another try is another deployment. */
    FAILED;

    private static final Map<DeploymentStatus, Set<DeploymentStatus>> MOVES = new EnumMap<>(Map.of(
            NOT_STARTED, EnumSet.of(CREATED),
            CREATED, EnumSet.of(STARTED, COMPLETED, FAILED),
            STARTED, EnumSet.of(COMPLETED, FAILED),
            COMPLETED, EnumSet.of(VERIFIED, FAILED),
            VERIFIED, EnumSet.of(FAILED),
            FAILED, EnumSet.noneOf(DeploymentStatus.class)));

    /** Whether the table allows the move to {@code next}. */
    public boolean canBecome(DeploymentStatus next) {
        return MOVES.get(this).contains(next);
    }

    /**
     * Checks a move.
     *
     * @param subject what moves, for the message, such as {@code deployment 12 (shop 1.4.2 at qa)}
     * @throws IllegalMoveException when the table does not hold the move
     */
    public void checkMove(String subject, DeploymentStatus next) {
        if (!canBecome(next)) {
            throw new IllegalMoveException(subject, this, next, MOVES.get(this));
        }
    }

    /** Whether delivery has not ended yet. */
    public boolean isOpen() {
        return this == NOT_STARTED || this == CREATED || this == STARTED;
    }
}
