/**
 * What the ledger tells: the matrix, what was where at an instant, comparison of two environments, history, and delivery
 * metrics. Everything here only reads, and every answer is an immutable record.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
