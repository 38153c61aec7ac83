package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.ForgeCalls.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The REST API of Bitbucket Data Center from 7.4, where pull requests have versions and are declined. */
final class BitbucketForge extends RestForge {
    private static final String BRANCH = "refs/heads/";
    private static final int PAGES = 100;
    private static final int TRIES = 3;
    private static final int TITLE = 255;
    private static final int TEXT = 32_768;
    private static final int STATUS = 255;
    private static final int URL = 450;

    BitbucketForge(ForgeCalls calls, ForgeAddress address) {
        super(calls, address);
    }

    @Override
    String repository() {
        return "/api/latest" + inside();
    }

    private String inside() {
        return "/projects/" + encoded(address().owner()) + "/repos/"
                + encoded(address().name());
    }

    @Override
    String pullRequest(String id) {
        return "/pull-requests/" + id;
    }

    /** All values, over all pages: where the next one starts is for the server to say. */
    private List<Fields> values(String path, String doing) {
        List<Fields> all = new ArrayList<>();
        String start = "0";
        for (int page = 1; page <= PAGES; page++) {
            JsonNode json = calls().get(path + (path.contains("?") ? "&" : "?") + "limit=100&start=" + start, doing)
                    .json();
            all.addAll(list(json.path("values"), "values", doing));
            Fields fields = fields(json, doing);
            if (fields.isTrue("isLastPage")) {
                return all;
            }
            start = fields.text("nextPageStart");
        }
        throw calls().errors().tooMany(PAGES, doing);
    }

    @Override
    Optional<PullRequest> openOne(String sourceBranch, String targetBranch) {
        return newest("OPEN", sourceBranch, targetBranch);
    }

    @Override
    public Optional<PullRequest> ofBranch(String sourceBranch, String targetBranch) {
        return openOne(sourceBranch, targetBranch).or(() -> newest("ALL", sourceBranch, targetBranch)
                // Who ended it is told for each one only.
                .flatMap(found -> find(found.id())));
    }

    private Optional<PullRequest> newest(String state, String sourceBranch, String targetBranch) {
        String path = repository() + "/pull-requests?state=" + state + "&order=NEWEST&direction=OUTGOING&at="
                + encoded(BRANCH + sourceBranch);
        return values(path, "looking for pull requests of " + address().project()).stream()
                .filter(one -> one.at("fromRef", "repository", "id").equals(one.at("toRef", "repository", "id")))
                .map(this::listed)
                .filter(one -> one.targetBranch().equals(targetBranch))
                .findFirst();
    }

    @Override
    PullRequest create(NewPullRequest wanted) {
        String doing = "opening a pull request of " + address().project();
        return listed(fields(
                calls().write(
                                "POST",
                                repository() + "/pull-requests",
                                Map.of(
                                        "title", line(wanted.title(), TITLE),
                                        "description", shortened(wanted.text(), TEXT),
                                        "fromRef", ref(wanted.sourceBranch()),
                                        "toRef", ref(wanted.targetBranch())),
                                doing),
                doing));
    }

    private Map<String, ?> ref(String branch) {
        return Map.of(
                "id",
                BRANCH + branch,
                "repository",
                Map.of(
                        "slug",
                        address().name(),
                        "project",
                        Map.of("key", address().owner())));
    }

    @Override
    public List<PullRequest> ofCommit(String commit) {
        String doing = "looking for pull requests with commit " + commit;
        String path = repository() + "/commits/" + encoded(commit);
        return calls().find(path, doing) == null
                ? List.of()
                : values(path + "/pull-requests", doing).stream()
                        .map(this::listed)
                        .toList();
    }

    @Override
    PullRequest read(Fields fields) {
        PullRequest read = listed(fields);
        return read.state() == PullRequest.State.OPEN ? read : ended(read, fields);
    }

    private PullRequest listed(Fields fields) {
        PullRequest.State state =
                switch (fields.text("state")) {
                    case "OPEN" -> PullRequest.State.OPEN;
                    case "MERGED" -> PullRequest.State.MERGED;
                    default -> PullRequest.State.CLOSED;
                };
        String head = fields.text("fromRef", "latestCommit");
        String merge = fields.optional("properties", "mergeCommit", "id");
        String url = fields.of(fields.at("links", "self").path(0)).text("href");
        return new PullRequest(
                fields.text("id"),
                url,
                state,
                branch(fields.text("fromRef", "id")),
                branch(fields.text("toRef", "id")),
                head,
                // Without a commit of its own the head came onto the target as it is.
                state != PullRequest.State.MERGED ? null : merge != null ? merge : head,
                null,
                state == PullRequest.State.OPEN ? null : fields.time("closedDate"),
                fields.text("title"),
                fields.orEmpty("description"));
    }

    private static String branch(String ref) {
        return ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : ref;
    }

    /** The same with who ended it, which is told with what happened to it, newest first. */
    private PullRequest ended(PullRequest read, Fields fields) {
        String doing = doing(read.id());
        String wanted = read.state() == PullRequest.State.MERGED ? "MERGED" : "DECLINED";
        String path = pullRequestPath(read.id()) + "/activities?limit=100";
        for (Fields activity : list(calls().get(path, doing).json().path("values"), "values", doing)) {
            if (activity.orEmpty("action").equals(wanted)) {
                @CheckForNull String commit = activity.optional("commit", "id");
                boolean known = fields.optional("properties", "mergeCommit", "id") != null;
                return (read.state() == PullRequest.State.MERGED && !known && commit != null
                                ? read.mergedAs(commit)
                                : read)
                        .endedBy(activity.optional("user", "name"));
            }
        }
        return read;
    }

    @Override
    public void update(String id, String title, String text) {
        versioned(id, "updating", current -> {
            List<Object> reviewers = new ArrayList<>();
            // Who is not named again is a reviewer no more.
            current.at("reviewers")
                    .forEach(one -> reviewers.add(Map.of(
                            "user", Map.of("name", one.path("user").path("name").asText()))));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("version", current.at("version").asLong());
            body.put("title", line(title, TITLE));
            body.put("description", shortened(text, TEXT));
            body.put("reviewers", reviewers);
            return new Change("PUT", "", body);
        });
    }

    @Override
    public void close(String id, String comment) {
        if (existing(id).state() != PullRequest.State.OPEN) {
            return;
        }
        versioned(
                id, "closing", current -> new Change("POST", "/decline?version=" + current.text("version"), Map.of()));
        calls().write(
                        "POST",
                        pullRequestPath(id) + "/comments",
                        Map.of("text", shortened(comment, TEXT)),
                        "closing pull request " + id + " of " + address().project());
    }

    /** What is written to a pull request of one version. */
    private record Change(String method, String path, Map<String, ?> body) {}

    /** Writes to the newest version, again if somebody else wrote in between. */
    private void versioned(String id, String verb, Function<Fields, Change> change) {
        String doing = verb + " pull request " + id + " of " + address().project();
        for (int attempt = 1; ; attempt++) {
            Change wanted =
                    change.apply(fields(calls().get(pullRequestPath(id), doing).json(), doing));
            try {
                calls().write(wanted.method(), pullRequestPath(id) + wanted.path(), wanted.body(), doing);
                return;
            } catch (ForgeException e) {
                if (attempt == TRIES || !e.isConflict()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<Check> checks(String commit) {
        Map<String, Fields> newest = new LinkedHashMap<>();
        for (Fields build :
                values("/build-status/1.0/commits/" + encoded(commit), "reading checks of commit " + commit)) {
            newest.merge(
                    build.text("key"),
                    build,
                    (old, other) ->
                            other.at("dateAdded").asLong() > old.at("dateAdded").asLong() ? other : old);
        }
        return newest.values().stream()
                .map(build -> new Check(build.text("key"), state(build.text("state")), build.optional("url")))
                .toList();
    }

    private static CheckState state(String state) {
        return switch (state) {
            case "SUCCESSFUL" -> CheckState.PASSED;
            case "FAILED", "CANCELLED" -> CheckState.FAILED;
            default -> CheckState.PENDING;
        };
    }

    @Override
    public List<Review> reviews(String id) {
        String doing =
                "reading reviews of pull request " + id + " of " + address().project();
        List<Review> reviews = new ArrayList<>();
        for (Fields one : values(pullRequestPath(id) + "/participants", doing)) {
            String status = one.orEmpty("status");
            if (status.equals("APPROVED") || status.equals("NEEDS_WORK")) {
                reviews.add(new Review(
                        one.text("user", "name"),
                        status.equals("APPROVED") ? Review.State.APPROVED : Review.State.CHANGES_REQUESTED,
                        one.optional("lastReviewedCommit"),
                        null));
            }
        }
        return reviews;
    }

    @Override
    public void status(String commit, CommitStatus status) {
        String given = status.url();
        calls().write(
                        "POST",
                        repository() + "/commits/" + encoded(commit) + "/builds",
                        Map.of(
                                "key", line(status.context(), STATUS),
                                "name", line(status.context(), STATUS),
                                "state",
                                        switch (status.state()) {
                                            case PENDING -> "INPROGRESS";
                                            case PASSED -> "SUCCESSFUL";
                                            case FAILED -> "FAILED";
                                        },
                                "description", line(status.description(), STATUS),
                                "url", given != null && given.length() <= URL ? given : page(commit)),
                        "reporting on commit " + commit + " of " + address().project());
    }

    /** The commit's own page: none is no choice here. */
    private String page(String commit) {
        return address().api().toString().replaceFirst("/rest$", "") + inside() + "/commits/" + encoded(commit);
    }
}
