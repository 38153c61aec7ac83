/**
 * The server: the HTTP API over Javalin and Jetty, who may call it, what it is protected from, and what goes on in the background
 * while it runs. Knows nothing of terminals.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
