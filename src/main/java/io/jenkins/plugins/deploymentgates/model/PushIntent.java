package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is about to be pushed, written to the ledger before the push so that a crash in between can be reconciled.
 *
 * @param id small integer in order of creation
 * @param kind what the push is for
 * @param promotions the promotions that are done once the push is
 * @param refs the moves, pushed atomically
 * @param details whatever else the continuation needs, such as the hotfix's name
 * @param settled how it ended; {@code null} while nobody knows
 * @param environment whose own repository it is pushed to; {@code null} when it is the application's
 */
public record PushIntent(
        long id,
        String application,
        Kind kind,
        List<Long> promotions,
        List<RefMove> refs,
        Map<String, String> details,
        Instant at,
        String by,
        @CheckForNull Outcome settled,
        @CheckForNull String environment) {
    public PushIntent {
        promotions = List.copyOf(promotions);
        refs = List.copyOf(refs);
        details = Map.copyOf(details);
    }

    /** What a push is for. */
    public enum Kind {
        PROMOTION,
        /** One promotion, by a pull request: open until that is merged or closed. */
        PULL_REQUEST,
        HOTFIX_START,
        HOTFIX_FINISH,
        /** Somebody changed deployment files. */
        DEPLOYMENT_FILES
    }

    /** How a push ended. */
    public enum Outcome {
        /** The remote has the new ids. */
        DONE,
        /** Somebody else moved a ref first; nothing was changed. */
        OVERTAKEN,
        /** The remote refused, for example by a hook or a protected branch; nothing was changed. */
        REJECTED,
        /** Given up before anything was sent. */
        ABANDONED
    }
}
