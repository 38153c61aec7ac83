/**
 * What people see: the Deployments pages, a job's and a build's share of them, and how they keep up with builds and jobs. Pages are
 * drawn from the ledger alone; no build is read from disk for one and nothing on a request's thread talks to Git.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
