/**
 * The command line: one class a command, each of which reads its words, calls a use case and shows the result. {@link
 * io.jenkins.plugins.deploymentgates.cli.Main} is the entry point.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
