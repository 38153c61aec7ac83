/**
 * Keeps {@code src/jenkins-api}, the declarations of what the plugin uses of Jenkins, in step with both: {@link
 * io.jenkins.plugins.deploymentgates.jenkins.declarations.DeclarationsTest} holds each against the real class and says which are
 * missing; with {@code -Dupdate.declarations=true} it writes them.
 */
package io.jenkins.plugins.deploymentgates.jenkins.declarations;
