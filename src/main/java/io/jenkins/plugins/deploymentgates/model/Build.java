package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The run of a job that does something.
 *
 * @param job the job's full name, its folders separated by {@code /}
 * @param number the build's number, from 1
 * @param url where it was when it did it; {@code null} when the host does not know its own address
 */
public record Build(String job, int number, @CheckForNull String url) {

    /** For messages: {@code deploy/shop #12}. */
    public String label() {
        return job + " #" + number;
    }
}
