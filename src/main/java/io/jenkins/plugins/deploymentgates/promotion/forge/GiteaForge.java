package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.ForgeCalls.encoded;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST API version 1 of Gitea and Forgejo, which resembles GitHub's and differs in most details. */
final class GiteaForge extends GitHubLikeForge {
    /** The column of texts has room for more than any proxy lets through. */
    private static final Limits LIMITS = new Limits(255, 1_048_576, 255, 255);

    private static final int PAGES = 100;

    GiteaForge(ForgeCalls calls, ForgeAddress address) {
        super(calls, address, LIMITS);
    }

    /**
     * Servers give fewer than asked for when they are set so, and not all lists say whether there are more: then a page
     * with nothing on it is the end.
     */
    private static boolean hasMore(ForgeCalls.Answer answer, List<Fields> some) {
        if (some.isEmpty()) {
            return false;
        }
        if (answer.headers().firstValue("link").isPresent()) {
            return hasNext(answer);
        }
        return answer.headers().firstValueAsLong("x-total-count").orElse(Long.MAX_VALUE) > some.size();
    }

    @Override
    Optional<PullRequest> openOne(String sourceBranch, String targetBranch) {
        return newest("open&sort=recentupdate", sourceBranch, targetBranch);
    }

    @Override
    public Optional<PullRequest> ofBranch(String sourceBranch, String targetBranch) {
        return openOne(sourceBranch, targetBranch)
                .or(() -> newest("closed&sort=recentclose", sourceBranch, targetBranch));
    }

    /** Older servers have no filter by branch, so pages are read until it is found. */
    private Optional<PullRequest> newest(String state, String sourceBranch, String targetBranch) {
        String doing = "looking for pull requests of " + address().project();
        String path =
                repository() + "/pulls?state=" + state + "&base_branch=" + encoded(targetBranch) + "&limit=50&page=";
        for (int page = 1; page <= PAGES; page++) {
            ForgeCalls.Answer answer = calls().get(path + page, doing);
            List<Fields> some = list(answer.json(), "a list", doing);
            Optional<PullRequest> found = some.stream()
                    .filter(one -> one.at("head", "repo_id").equals(one.at("base", "repo_id")))
                    .map(this::read)
                    .filter(one -> one.sourceBranch().equals(sourceBranch)
                            && one.targetBranch().equals(targetBranch))
                    .findFirst();
            if (found.isPresent() || !hasMore(answer, some)) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<PullRequest> ofCommit(String commit) {
        String doing = "looking for pull requests with commit " + commit;
        ForgeCalls.Answer answer = calls().find(repository() + "/commits/" + encoded(commit) + "/pull", doing);
        return answer == null ? List.of() : List.of(read(fields(answer.json(), doing)));
    }

    @Override
    PullRequest read(Fields fields) {
        boolean merged = fields.isTrue("merged");
        boolean open = fields.text("state").equals("open");
        // The ref becomes refs/pull/… when the branch is deleted; the label stays.
        @CheckForNull String label = fields.optional("head", "label");
        return new PullRequest(
                fields.text("number"),
                fields.text("html_url"),
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                label == null ? fields.text("head", "ref") : label,
                fields.text("base", "ref"),
                fields.text("head", "sha"),
                merged ? fields.text("merge_commit_sha") : null,
                merged ? fields.optional("merged_by", "login") : null,
                open ? null : fields.time(merged ? "merged_at" : "closed_at"),
                fields.text("title"),
                fields.orEmpty("body"));
    }

    @Override
    public List<Check> checks(String commit) {
        String path = repository() + "/commits/" + encoded(commit) + "/status?limit=50&page=";
        Map<String, Check> checks = new LinkedHashMap<>();
        pages(
                        page -> path + page,
                        "statuses",
                        "reading checks of commit " + commit,
                        // What is counted in the answer differs between versions.
                        (answer, some) -> !some.isEmpty())
                .forEach(status -> put(
                        checks,
                        new Check(status.text("context"), state(status.text("status")), status.optional("target_url")),
                        RestForge::isWorse));
        return List.copyOf(checks.values());
    }

    private static CheckState state(String state) {
        return switch (state) {
            case "success", "skipped" -> CheckState.PASSED;
            case "pending" -> CheckState.PENDING;
            // Warnings keep from merging, too.
            default -> CheckState.FAILED;
        };
    }

    @Override
    public List<Review> reviews(String id) {
        Map<String, Review> reviews = new LinkedHashMap<>();
        // Oldest first.
        pages(
                        page -> pullRequestPath(id) + "/reviews?limit=50&page=" + page,
                        null,
                        "reading reviews of pull request " + id + " of "
                                + address().project(),
                        GiteaForge::hasMore)
                .forEach(review -> judge(reviews, review));
        return List.copyOf(reviews.values());
    }

    private static void judge(Map<String, Review> reviews, Fields review) {
        @CheckForNull String by = review.optional("user", "login");
        String state = review.orEmpty("state");
        boolean approved = state.equals("APPROVED");
        if (by == null || !approved && !state.equals("REQUEST_CHANGES")) {
            // Of a team that was asked, or no judgement.
            return;
        }
        if (review.isTrue("dismissed")) {
            reviews.remove(by);
        } else {
            reviews.put(
                    by,
                    new Review(
                            by,
                            approved ? Review.State.APPROVED : Review.State.CHANGES_REQUESTED,
                            review.optional("commit_id"),
                            review.time("submitted_at")));
        }
    }
}
