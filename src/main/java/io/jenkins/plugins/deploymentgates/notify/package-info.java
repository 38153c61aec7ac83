/** Webhooks: what happened is sent to whoever is configured, at least once and in order. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
