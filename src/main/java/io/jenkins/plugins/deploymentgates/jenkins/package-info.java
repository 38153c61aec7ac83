/**
 * The Jenkins plugin: steps, configuration pages, approvals, views and build actions around the engine. The only package that
 * imports types of Jenkins and its plugins; everything it decides, it asks the engine.
 *
 * <p>Without the profile {@code jenkins} it is compiled against the declarations in {@code src/jenkins-api/java}, so that a type or
 * member of Jenkins that is used here for the first time is declared there, too; CONTRIBUTING.md says how.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
