/**
 * The append-only history of everything that happened, and the tables derived from it. {@link
 * io.jenkins.plugins.deploymentgates.ledger.Ledger} is the port; SQLite is the embedded default.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
