package io.jenkins.plugins.deploymentgates.git;

import java.io.Serial;
import java.util.List;

/** Commits do not apply where they were to be put. Nothing was changed. */
public class GitConflictException extends GitException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String commit;
    private final String subject;
    private final transient List<String> files;

    GitConflictException(String commit, String subject, String onto, List<String> files) {
        super("commit " + Ids.abbreviate(commit) + " (" + subject + ") conflicts with " + Ids.abbreviate(onto) + " in "
                + String.join(", ", files)
                + "; nothing was changed. Apply it by hand on a branch from " + Ids.abbreviate(onto)
                + ", resolve these files, and promote the result");
        this.commit = commit;
        this.subject = subject;
        this.files = List.copyOf(files);
    }

    /** The first commit that does not apply, full id. */
    public String commit() {
        return commit;
    }

    /** The first line of its message. */
    public String subject() {
        return subject;
    }

    /** The conflicting files, sorted. */
    public List<String> files() {
        return files;
    }
}
