/** Manage Jenkins, Configuration as Code, and the form of the configuration. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
