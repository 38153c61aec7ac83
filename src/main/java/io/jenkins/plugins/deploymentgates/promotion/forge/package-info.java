/**
 * Pull requests and commit statuses on the servers that have them, over their REST APIs. {@link
 * io.jenkins.plugins.deploymentgates.promotion.forge.Forges} is the way in.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
