package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;
import java.util.function.Consumer;

/** Closes several things: one that cannot be closed keeps none of the others open. Stateless. */
public final class Closing {
    private Closing() {}

    /**
     * Closes each.
     *
     * @param close closes one
     * @throws RuntimeException the first that was thrown, with those after it suppressed in it, once all have been tried
     */
    public static <T> void all(Collection<T> open, Consumer<? super T> close) {
        RuntimeException failure = null;
        for (T one : open) {
            failure = after(failure, () -> close.accept(one));
        }
        if (failure != null) {
            throw failure;
        }
    }

    @CheckForNull
    private static RuntimeException after(@CheckForNull RuntimeException before, Runnable close) {
        try {
            close.run();
            return before;
        } catch (RuntimeException e) {
            if (before == null) {
                return e;
            }
            before.addSuppressed(e);
            return before;
        }
    }
}
