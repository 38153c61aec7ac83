package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.ForgeCalls.encoded;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitLab's REST API version 4, where pull requests are merge requests and checks are jobs and commit statuses. */
final class GitLabForge extends RestForge {
    private static final int TITLE = 255;
    private static final int TEXT = 1_048_576;
    private static final int STATUS = 255;

    GitLabForge(ForgeCalls calls, ForgeAddress address) {
        super(calls, address);
    }

    @Override
    String repository() {
        return "/projects/" + encoded(address().project());
    }

    @Override
    String pullRequest(String id) {
        return "/merge_requests/" + id;
    }

    @Override
    Optional<PullRequest> openOne(String sourceBranch, String targetBranch) {
        return newest("opened", sourceBranch, targetBranch);
    }

    @Override
    public Optional<PullRequest> ofBranch(String sourceBranch, String targetBranch) {
        return openOne(sourceBranch, targetBranch).or(() -> newest("all", sourceBranch, targetBranch));
    }

    private Optional<PullRequest> newest(String state, String sourceBranch, String targetBranch) {
        String doing = "looking for merge requests of " + address().project();
        String path = repository() + "/merge_requests?state=" + state + "&source_branch=" + encoded(sourceBranch)
                + "&target_branch=" + encoded(targetBranch) + "&order_by=created_at&sort=desc&per_page=100";
        return pages(page -> path + "&page=" + page, null, doing, (answer, some) -> hasNext(answer)).stream()
                // Branches of forks may have the same name.
                .filter(one -> one.at("source_project_id").equals(one.at("target_project_id")))
                .findFirst()
                .map(this::read);
    }

    @Override
    PullRequest create(NewPullRequest wanted) {
        String doing = "opening a merge request of " + address().project();
        return read(fields(
                calls().write(
                                "POST",
                                repository() + "/merge_requests",
                                Map.of(
                                        "source_branch", wanted.sourceBranch(),
                                        "target_branch", wanted.targetBranch(),
                                        "title", line(wanted.title(), TITLE),
                                        "description", shortened(wanted.text(), TEXT)),
                                doing),
                doing));
    }

    @Override
    public List<PullRequest> ofCommit(String commit) {
        String doing = "looking for merge requests with commit " + commit;
        ForgeCalls.Answer answer = calls().find(
                        repository() + "/repository/commits/" + encoded(commit) + "/merge_requests?per_page=100",
                        doing);
        return answer == null
                ? List.of()
                : list(answer.json(), "a list", doing).stream().map(this::read).toList();
    }

    @Override
    PullRequest read(Fields fields) {
        PullRequest.State state =
                switch (fields.text("state")) {
                    case "merged" -> PullRequest.State.MERGED;
                    case "closed" -> PullRequest.State.CLOSED;
                    // Locked is what it is while it is being merged.
                    default -> PullRequest.State.OPEN;
                };
        String head = fields.text("sha");
        return new PullRequest(
                fields.text("iid"),
                fields.text("web_url"),
                state,
                fields.text("source_branch"),
                fields.text("target_branch"),
                head,
                state == PullRequest.State.MERGED ? merged(fields, head) : null,
                ender(fields, state),
                state == PullRequest.State.OPEN
                        ? null
                        : fields.time(state == PullRequest.State.MERGED ? "merged_at" : "closed_at"),
                fields.text("title"),
                fields.orEmpty("description"));
    }

    /** A merge commit, else the squashed one, else there is none because the target was forwarded to the head. */
    private static String merged(Fields fields, String head) {
        @CheckForNull String merge = fields.optional("merge_commit_sha");
        @CheckForNull String squash = fields.optional("squash_commit_sha");
        return merge != null ? merge : squash != null ? squash : head;
    }

    @CheckForNull
    private static String ender(Fields fields, PullRequest.State state) {
        if (state == PullRequest.State.CLOSED) {
            return fields.optional("closed_by", "username");
        }
        // Up to version 14.6 under its older name.
        String user = fields.optional("merge_user", "username");
        return state != PullRequest.State.MERGED || user != null ? user : fields.optional("merged_by", "username");
    }

    @Override
    public void update(String id, String title, String text) {
        calls().write(
                        "PUT",
                        pullRequestPath(id),
                        Map.of("title", line(title, TITLE), "description", shortened(text, TEXT)),
                        "updating merge request " + id + " of " + address().project());
    }

    @Override
    public void close(String id, String comment) {
        if (existing(id).state() != PullRequest.State.OPEN) {
            return;
        }
        String doing = "closing merge request " + id + " of " + address().project();
        calls().write("PUT", pullRequestPath(id), Map.of("state_event", "close"), doing);
        calls().write("POST", pullRequestPath(id) + "/notes", Map.of("body", shortened(comment, TEXT)), doing);
    }

    @Override
    public List<Check> checks(String commit) {
        Map<String, Fields> newest = new LinkedHashMap<>();
        for (Fields status : statuses(commit, "")) {
            // The same job runs again in another pipeline; ids grow.
            newest.merge(
                    status.text("name"),
                    status,
                    (old, other) -> other.at("id").asLong() > old.at("id").asLong() ? other : old);
        }
        return newest.values().stream()
                .map(status -> new Check(status.text("name"), state(status), status.optional("target_url")))
                .toList();
    }

    private List<Fields> statuses(String commit, String filter) {
        String path = repository() + "/repository/commits/" + encoded(commit) + "/statuses?per_page=100" + filter;
        return pages(
                page -> path + "&page=" + page,
                null,
                "reading checks of commit " + commit,
                (answer, some) -> hasNext(answer));
    }

    private static CheckState state(Fields status) {
        return switch (status.text("status")) {
            case "success" -> CheckState.PASSED;
            case "canceled" -> CheckState.FAILED;
            case "failed" -> status.isTrue("allow_failure") ? CheckState.PASSED : CheckState.FAILED;
            // Also what was skipped, and what waits for a person: it has not run.
            default -> CheckState.PENDING;
        };
    }

    @Override
    public List<Review> reviews(String id) {
        String doing =
                "reading reviews of merge request " + id + " of " + address().project();
        Map<String, Review> reviews = new LinkedHashMap<>();
        Fields approvals =
                fields(calls().get(pullRequestPath(id) + "/approvals", doing).json(), doing);
        for (Fields one : list(approvals.at("approved_by"), "approved_by", doing)) {
            String by = one.text("user", "username");
            reviews.put(by, new Review(by, Review.State.APPROVED, null, one.time("approved_at")));
        }
        pages(
                        page -> pullRequestPath(id) + "/reviewers?per_page=100&page=" + page,
                        null,
                        doing,
                        (answer, some) -> hasNext(answer))
                .stream()
                .filter(one -> one.text("state").equals("requested_changes"))
                .map(one -> new Review(one.text("user", "username"), Review.State.CHANGES_REQUESTED, null, null))
                .forEach(review -> reviews.put(review.by(), review));
        return List.copyOf(reviews.values());
    }

    @Override
    public void status(String commit, CommitStatus status) {
        try {
            send(commit, status, state(status.state()));
        } catch (ForgeException e) {
            if (!e.getMessage().contains("Cannot transition status")) {
                throw e;
            }
            again(commit, status);
        }
    }

    /** A status that is pending cannot become pending again, with another description; one that has ended can. */
    private void again(String commit, CommitStatus status) {
        boolean same = statuses(commit, "&name=" + encoded(line(status.context(), STATUS))).stream()
                .anyMatch(there -> there.text("status").equals(state(status.state()))
                        && there.orEmpty("description").equals(line(status.description(), STATUS)));
        if (!same) {
            send(commit, status, "canceled");
            send(commit, status, state(status.state()));
        }
    }

    private static String state(CheckState state) {
        return switch (state) {
            case PENDING -> "pending";
            case PASSED -> "success";
            case FAILED -> "failed";
        };
    }

    private void send(String commit, CommitStatus status, String state) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("state", state);
        body.put("name", line(status.context(), STATUS));
        body.put("description", line(status.description(), STATUS));
        String url = status.url();
        // Half a URL leads nowhere.
        if (url != null && url.length() <= STATUS) {
            body.put("target_url", url);
        }
        calls().write(
                        "POST",
                        repository() + "/statuses/" + encoded(commit),
                        body,
                        "reporting on commit " + commit + " of " + address().project());
    }
}
