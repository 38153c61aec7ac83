package io.jenkins.plugins.deploymentgates.notify;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what became of attempts. Thread-safe. */
public final class Round {
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger dead = new AtomicInteger();

    Round() {}

    void delivered() {
        delivered.incrementAndGet();
    }

    void failed() {
        failed.incrementAndGet();
    }

    void died(int letters) {
        dead.addAndGet(letters);
    }

    /** How many events were taken. */
    public int deliveredCount() {
        return delivered.get();
    }

    /** How many attempts were in vain and are made again. */
    public int failedCount() {
        return failed.get();
    }

    /** How many events were given up. */
    public int deadCount() {
        return dead.get();
    }
}
