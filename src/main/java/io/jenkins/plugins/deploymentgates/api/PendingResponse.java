package io.jenkins.plugins.deploymentgates.api;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The answer to a long poll while there is nothing to tell. Nothing waits in it: whoever holds it asks {@link #poll} when
 * something may have happened, on any thread, one at a time.
 */
public final class PendingResponse implements ApiAnswer {
    private final Clock clock;
    private final Instant deadline;
    private final Supplier<Optional<ApiResponse>> news;
    private final Supplier<ApiResponse> nothing;
    private final UnaryOperator<ApiResponse> finish;

    /**
     * @param news the answer once there is one
     * @param nothing the answer when the time is up
     * @param finish done to the answer before it is given
     */
    PendingResponse(
            Clock clock,
            Instant deadline,
            Supplier<Optional<ApiResponse>> news,
            Supplier<ApiResponse> nothing,
            UnaryOperator<ApiResponse> finish) {
        this.clock = clock;
        this.deadline = deadline;
        this.news = news;
        this.nothing = nothing;
        this.finish = finish;
    }

    PendingResponse finished(UnaryOperator<ApiResponse> last) {
        return new PendingResponse(clock, deadline, news, nothing, response -> last.apply(this.finish.apply(response)));
    }

    /** When {@link #poll} has an answer whatever happens. */
    public Instant deadline() {
        return deadline;
    }

    /** The answer, if there is one by now or the time is up. Never throws for what the ledger says. */
    public Optional<ApiResponse> poll() {
        try {
            Optional<ApiResponse> answer = news.get();
            if (answer.isEmpty() && !clock.instant().isBefore(deadline)) {
                return Optional.of(finish.apply(nothing.get()));
            }
            return answer.map(finish);
        } catch (RuntimeException e) {
            return Optional.of(finish.apply(Failures.response(e, "a long poll")));
        }
    }

    @Override
    public ApiResponse now() {
        return poll().orElseGet(() -> finish.apply(nothing.get()));
    }
}
