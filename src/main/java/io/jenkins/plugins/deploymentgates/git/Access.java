package io.jenkins.plugins.deploymentgates.git;

/** What a repository is opened for. */
public enum Access {
    /** Nothing is left on disk: what has to be fetched goes to a temporary folder that is removed on close. */
    READ,
    /** The cache below the ledger's folder may be created and filled, and refs may be pushed. */
    WRITE
}
