package io.jenkins.plugins.deploymentgates.notify;

/**
 * What is sent.
 *
 * @param secret the name of the secret that signs it; empty for none
 */
record Message(String contentType, byte[] body, String secret) {}
