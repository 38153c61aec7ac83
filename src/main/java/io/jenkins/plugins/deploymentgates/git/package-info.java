/** Git: lines of history, fingerprints of trees, and compare-and-swap pushes, on real repositories only. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
