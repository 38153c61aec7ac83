/** Jira over its REST API, Cloud and Data Center. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.promotion.jira;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
