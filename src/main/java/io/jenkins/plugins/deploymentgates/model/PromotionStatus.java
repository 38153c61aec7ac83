package io.jenkins.plugins.deploymentgates.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a promotion stands. The legal moves are the table {@link #MOVES}; every other move is refused. */
public enum PromotionStatus {
    /** Asked for; gates not answered yet, or the process ended before it did what they had let pass. */
    REQUESTED,
    /** At least one gate waits; asked again at its instant and whenever an event could have changed it. */
    WAITING,
    /** The intent is in the ledger; the push may or may not have happened. */
    EXECUTING,
    /** Done. */
    PROMOTED,
    /** A gate or a person refused it. */
    REFUSED,
    /** Called off before it was executed. */
    CANCELLED,
    /** The act failed: it could not be prepared, was overtaken by another push, or rejected by the remote. */
    FAILED;

    private static final Map<PromotionStatus, Set<PromotionStatus>> MOVES = new EnumMap<>(Map.of(
            REQUESTED, EnumSet.of(WAITING, EXECUTING, REFUSED, CANCELLED, FAILED),
            WAITING, EnumSet.of(EXECUTING, REFUSED, CANCELLED, FAILED),
            EXECUTING, EnumSet.of(PROMOTED, FAILED, REQUESTED),
            PROMOTED, EnumSet.noneOf(PromotionStatus.class),
            REFUSED, EnumSet.noneOf(PromotionStatus.class),
            CANCELLED, EnumSet.noneOf(PromotionStatus.class),
            FAILED, EnumSet.noneOf(PromotionStatus.class)));

    /** Whether the table allows the move to {@code next}. */
    public boolean canBecome(PromotionStatus next) {
        return MOVES.get(this).contains(next);
    }

    /**
     * Checks a move.
     *
     * @param subject what moves, for the message, such as {@code promotion 7 (shop 1.4.2 to prod-eu)}
     * @throws IllegalMoveException when the table does not hold the move
     */
    public void checkMove(String subject, PromotionStatus next) {
        if (!canBecome(next)) {
            throw new IllegalMoveException(subject, this, next, MOVES.get(this));
        }
    }

    /** Whether nothing can happen to it any more. */
    public boolean isFinal() {
        return MOVES.get(this).isEmpty();
    }
}
