/** Jobs that what happens to deployments starts. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
