/**
 * The HTTP API as request to response, free of any server: {@code serve} and Jenkins both hand their requests to
 * {@link io.jenkins.plugins.deploymentgates.api.Api} and send back what it answers.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
