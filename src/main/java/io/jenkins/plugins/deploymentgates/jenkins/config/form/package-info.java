/**
 * The form of the configuration. Its parts hold what was typed until it is written as the configuration's text, which is
 * what gets checked and kept; none of them is ever stored.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
