/**
 * Speaks with a server as the command line does: requests of the HTTP API out, the results that the engine makes in. Knows nothing
 * of commands or terminals.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.cli.remote;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
