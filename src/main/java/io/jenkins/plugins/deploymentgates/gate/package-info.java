/** The gates: one class a gate, one interface, one registry. Gates read and never write. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
