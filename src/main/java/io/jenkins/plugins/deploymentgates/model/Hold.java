package io.jenkins.plugins.deploymentgates.model;

import java.time.Instant;

/** A person's stop sign on an environment, for all applications. */
public record Hold(String environment, String reason, String by, Instant at) {}
