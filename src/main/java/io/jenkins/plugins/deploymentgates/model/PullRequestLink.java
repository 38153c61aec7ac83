package io.jenkins.plugins.deploymentgates.model;

/**
 * The pull request a promotion waits for, or came in by. Immutable.
 *
 * @param id what its server calls it within the repository, such as {@code 42}
 * @param url its page, for people
 * @param branch the branch it comes from, without {@code refs/heads/}
 */
public record PullRequestLink(String id, String url, String branch) {

    /** For messages: {@code pull request 42 (https://git.example.com/shop/pulls/42)}. */
    public String label() {
        return "pull request " + id + " (" + url + ")";
    }
}
