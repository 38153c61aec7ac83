package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.ForgeCalls.encoded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub's REST API, on github.com and on servers of one's own from 3.9. */
final class GitHubForge extends GitHubLikeForge {
    /** The version of the API, which GitHub keeps for years after the next one. */
    static final String VERSION = "2022-11-28";

    private static final Limits LIMITS = new Limits(256, 65_536, 255, 140);

    GitHubForge(ForgeCalls calls, ForgeAddress address) {
        super(calls, address, LIMITS);
    }

    private String between(String state, String sourceBranch, String targetBranch) {
        return repository() + "/pulls?state=" + state + "&head="
                + encoded(address().owner() + ":" + sourceBranch) + "&base=" + encoded(targetBranch)
                + "&sort=created&direction=desc&per_page=10";
    }

    @Override
    Optional<PullRequest> openOne(String sourceBranch, String targetBranch) {
        return newest("open", sourceBranch, targetBranch);
    }

    @Override
    public Optional<PullRequest> ofBranch(String sourceBranch, String targetBranch) {
        return openOne(sourceBranch, targetBranch).or(() -> newest("closed", sourceBranch, targetBranch)
                // Lists do not say who merged.
                .flatMap(found -> find(found.id())));
    }

    private Optional<PullRequest> newest(String state, String sourceBranch, String targetBranch) {
        String doing = "looking for pull requests of " + address().project();
        return list(
                        calls().get(between(state, sourceBranch, targetBranch), doing)
                                .json(),
                        "a list",
                        doing)
                .stream()
                .map(this::listed)
                // A server that knows no such filter lists all.
                .filter(one -> one.sourceBranch().equals(sourceBranch)
                        && one.targetBranch().equals(targetBranch))
                .findFirst();
    }

    @Override
    public List<PullRequest> ofCommit(String commit) {
        String doing = "looking for pull requests with commit " + commit;
        ForgeCalls.Answer answer =
                calls().find(repository() + "/commits/" + encoded(commit) + "/pulls?per_page=100", doing);
        return answer == null
                ? List.of()
                : list(answer.json(), "a list", doing).stream()
                        .map(this::listed)
                        .toList();
    }

    @Override
    PullRequest read(Fields fields) {
        PullRequest read = listed(fields);
        return read.state() == PullRequest.State.CLOSED ? withCloser(read) : read;
    }

    /** As lists, and answers to writes, have it: they do not say who closed it. */
    @Override
    PullRequest listed(Fields fields) {
        boolean merged = fields.optional("merged_at") != null;
        boolean open = fields.text("state").equals("open");
        return new PullRequest(
                fields.text("number"),
                fields.text("html_url"),
                merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                fields.text("head", "ref"),
                fields.text("base", "ref"),
                fields.text("head", "sha"),
                // Before the merge it is a trial merge, which nobody keeps.
                merged ? fields.text("merge_commit_sha") : null,
                merged ? fields.optional("merged_by", "login") : null,
                open ? null : fields.time("closed_at"),
                fields.text("title"),
                fields.orEmpty("body"));
    }

    /** Who closed it stands with the issue that every pull request is, which not every token may read. */
    private PullRequest withCloser(PullRequest closed) {
        String doing = doing(closed.id());
        try {
            ForgeCalls.Answer issue = calls().get(repository() + "/issues/" + closed.id(), doing);
            return closed.endedBy(fields(issue.json(), doing).optional("closed_by", "login"));
        } catch (ForgeBusyException e) {
            throw e;
        } catch (ForgeException e) {
            return closed;
        }
    }

    @Override
    public List<Check> checks(String commit) {
        String base = repository() + "/commits/" + encoded(commit);
        String doing = "reading checks of commit " + commit;
        Map<String, Check> checks = new LinkedHashMap<>();
        pages(
                        page -> base + "/check-runs?per_page=100&page=" + page,
                        "check_runs",
                        doing,
                        (answer, some) -> hasNext(answer))
                .forEach(run -> put(
                        checks, new Check(run.text("name"), ofRun(run), run.optional("html_url")), RestForge::isWorse));
        pages(page -> base + "/status?per_page=100&page=" + page, "statuses", doing, (answer, some) -> hasNext(answer))
                .forEach(status -> put(
                        checks,
                        new Check(
                                status.text("context"), ofStatus(status.text("state")), status.optional("target_url")),
                        RestForge::isWorse));
        return List.copyOf(checks.values());
    }

    private static CheckState ofRun(Fields run) {
        if (!run.text("status").equals("completed")) {
            return CheckState.PENDING;
        }
        return switch (run.orEmpty("conclusion")) {
            // What GitHub itself lets pass.
            case "success", "neutral", "skipped" -> CheckState.PASSED;
            default -> CheckState.FAILED;
        };
    }

    private static CheckState ofStatus(String state) {
        return switch (state) {
            case "success" -> CheckState.PASSED;
            case "pending" -> CheckState.PENDING;
            default -> CheckState.FAILED;
        };
    }

    @Override
    public List<Review> reviews(String id) {
        String doing =
                "reading reviews of pull request " + id + " of " + address().project();
        // Oldest first.
        Map<String, Review> reviews = new LinkedHashMap<>();
        pages(
                        page -> pullRequestPath(id) + "/reviews?per_page=100&page=" + page,
                        null,
                        doing,
                        (answer, some) -> hasNext(answer))
                .forEach(review -> judge(reviews, review));
        return new ArrayList<>(reviews.values());
    }

    private static void judge(Map<String, Review> reviews, Fields review) {
        String by = review.optional("user", "login");
        if (by == null) {
            // Of an account that was deleted.
            return;
        }
        switch (review.text("state")) {
            case "APPROVED" -> put(reviews, review, by, Review.State.APPROVED);
            case "CHANGES_REQUESTED" -> put(reviews, review, by, Review.State.CHANGES_REQUESTED);
            case "DISMISSED" -> reviews.remove(by);
            default -> {
                // Remarks, and what is not handed in yet, change no judgement.
            }
        }
    }

    private static void put(Map<String, Review> reviews, Fields review, String by, Review.State state) {
        reviews.put(by, new Review(by, state, review.optional("commit_id"), review.time("submitted_at")));
    }
}
