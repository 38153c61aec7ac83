/**
 * The words of the product: immutable values, enums and the tables of legal moves. No input or output happens here.
 *
 * <p>Everything in this package is immutable and therefore safe to share between threads. References are non-null
 * unless marked {@link edu.umd.cs.findbugs.annotations.CheckForNull}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
