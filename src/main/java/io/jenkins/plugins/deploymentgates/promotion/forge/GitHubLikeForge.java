package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.ForgeCalls.encoded;

import java.util.LinkedHashMap;
import java.util.Map;

/** What GitHub and those who took its API as their model are written to with. */
abstract class GitHubLikeForge extends RestForge {
    private final Limits limits;

    GitHubLikeForge(ForgeCalls calls, ForgeAddress address, Limits limits) {
        super(calls, address);
        this.limits = limits;
    }

    /** How many characters the server takes. */
    record Limits(int title, int text, int context, int description) {}

    /** A pull request as lists and answers to writes have it. */
    PullRequest listed(Fields fields) {
        return read(fields);
    }

    @Override
    String repository() {
        return "/repos/" + encoded(address().owner()) + "/" + encoded(address().name());
    }

    @Override
    String pullRequest(String id) {
        return "/pulls/" + id;
    }

    @Override
    PullRequest create(NewPullRequest wanted) {
        String doing = "opening a pull request of " + address().project();
        return listed(fields(
                calls().write(
                                "POST",
                                repository() + "/pulls",
                                Map.of(
                                        "title", line(wanted.title(), limits.title()),
                                        "head", wanted.sourceBranch(),
                                        "base", wanted.targetBranch(),
                                        "body", shortened(wanted.text(), limits.text())),
                                doing),
                doing));
    }

    @Override
    public void update(String id, String title, String text) {
        calls().write(
                        "PATCH",
                        pullRequestPath(id),
                        Map.of("title", line(title, limits.title()), "body", shortened(text, limits.text())),
                        "updating pull request " + id + " of " + address().project());
    }

    @Override
    public void close(String id, String comment) {
        if (existing(id).state() != PullRequest.State.OPEN) {
            return;
        }
        String doing = "closing pull request " + id + " of " + address().project();
        calls().write("PATCH", pullRequestPath(id), Map.of("state", "closed"), doing);
        calls().write(
                        "POST",
                        repository() + "/issues/" + id + "/comments",
                        Map.of("body", shortened(comment, limits.text())),
                        doing);
    }

    @Override
    public void status(String commit, CommitStatus status) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put(
                "state",
                switch (status.state()) {
                    case PENDING -> "pending";
                    case PASSED -> "success";
                    case FAILED -> "failure";
                });
        body.put("context", line(status.context(), limits.context()));
        body.put("description", line(status.description(), limits.description()));
        if (status.url() != null) {
            body.put("target_url", status.url());
        }
        calls().write(
                        "POST",
                        repository() + "/statuses/" + encoded(commit),
                        body,
                        "reporting on commit " + commit + " of " + address().project());
    }
}
