/** Votes of people: by buttons and by {@code input} steps, and whom a promotion waits for. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.approval;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
