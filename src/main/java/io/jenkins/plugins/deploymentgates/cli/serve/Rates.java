package io.jenkins.plugins.deploymentgates.cli.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts requests by caller: each has a bucket of tokens that fills up over time, and each request takes one. Thread-safe; how
 * many callers it remembers is limited, those not heard of for the longest are forgotten.
 */
final class Rates {
    private static final int MOST = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final Clock clock;
    private final int rate;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /** @param rate requests a second over time; twice as many at once */
    Rates(Clock clock, int rate) {
        this.clock = clock;
        this.rate = rate;
    }

    /** How full it was when. */
    private static final class Bucket {
        private double requests;
        private Instant at;

        Bucket(double requests, Instant at) {
            this.requests = requests;
            this.at = at;
        }
    }

    /**
     * Counts a request.
     *
     * @return 0 when it may be answered, else in how many seconds to try again
     */
    synchronized long take(String caller) {
        Instant now = clock.instant();
        double full = 2.0 * rate;
        Bucket bucket = buckets.computeIfAbsent(caller, name -> new Bucket(full, now));
        double passed = (double) Math.max(0, Duration.between(bucket.at, now).toNanos()) / NANOS;
        bucket.requests = Math.min(full, bucket.requests + passed * rate);
        bucket.at = now;
        if (bucket.requests >= 1) {
            bucket.requests--;
            return 0;
        }
        return Math.max(1, (long) Math.ceil((1 - bucket.requests) / rate));
    }
}
