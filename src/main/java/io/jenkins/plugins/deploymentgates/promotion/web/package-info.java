/** Calls over HTTP to servers nobody trusts. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.promotion.web;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
