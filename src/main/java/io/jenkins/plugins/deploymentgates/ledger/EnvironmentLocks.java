package io.jenkins.plugins.deploymentgates.ledger;

import java.util.Optional;

/** Locks that hold across threads and processes, each until it is closed or its process ends. Thread-safe. */
interface EnvironmentLocks {

    /** Waits for the lock. An interrupt is kept for later. */
    Ledger.EnvironmentLock lock(String application, String environment);

    /** The lock if nobody has it. */
    Optional<Ledger.EnvironmentLock> tryLock(String application, String environment);
}
