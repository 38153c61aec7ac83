/** The configuration: its immutable values, reading it from YAML, checking it, printing it back. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
