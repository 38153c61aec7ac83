/**
 * The pipeline steps. A step's execution keeps only plain fields and an idempotency key, so that it goes on after a restart of
 * the controller at any point without doing anything twice; all its work is done in the background, one piece after the other.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
