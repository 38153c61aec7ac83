package io.jenkins.plugins.deploymentgates.api;

/** What a caller needs to be allowed to use an operation; besides, they must see the application it is about. */
enum Need {
    /** Nothing: nobody need say who they are. */
    NOTHING,
    /** To be known; they are answered with what they may see. */
    IDENTITY,
    RECORD,
    PROMOTE,
    APPROVE,
    HOLD,
    ADMINISTER
}
