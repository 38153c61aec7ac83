/**
 * The use cases: record, verify, explain, promote, approve, roll back, hotfix, hold. {@link
 * io.jenkins.plugins.deploymentgates.promotion.Engine} is the way in.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
