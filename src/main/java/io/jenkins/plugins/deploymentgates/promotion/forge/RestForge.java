package io.jenkins.plugins.deploymentgates.promotion.forge;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.web.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;

/** What is the same for all servers. Thread-safe, and so are the children, which add no state that changes. */
abstract class RestForge implements Forge {
    private static final int PAGES = 100;
    private static final String MORE = "…";

    private final ForgeCalls calls;
    private final ForgeAddress address;

    RestForge(ForgeCalls calls, ForgeAddress address) {
        this.calls = calls;
        this.address = address;
    }

    ForgeCalls calls() {
        return calls;
    }

    ForgeAddress address() {
        return address;
    }

    /** The repository's path below the API's URL. */
    abstract String repository();

    /** Where a pull request is below the repository. */
    abstract String pullRequest(String id);

    /**
     * A pull request's path below the API's URL.
     *
     * @throws InvalidInputException when the id cannot be one
     */
    String pullRequestPath(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new InvalidInputException("'" + id + "' is no id of a pull request; ids are numbers such as 42");
        }
        return repository() + pullRequest(id);
    }

    abstract PullRequest read(Fields fields);

    /** The open one between two branches. */
    abstract Optional<PullRequest> openOne(String sourceBranch, String targetBranch);

    /** Asks for a new one. */
    abstract PullRequest create(NewPullRequest wanted);

    @Override
    public PullRequest open(NewPullRequest wanted) {
        Optional<PullRequest> there = openOne(wanted.sourceBranch(), wanted.targetBranch());
        if (there.isPresent()) {
            return there.get();
        }
        try {
            return create(wanted);
        } catch (ForgeException e) {
            if (!e.isConflict()) {
                throw e;
            }
            // Somebody else may have opened it in between.
            return openOne(wanted.sourceBranch(), wanted.targetBranch()).orElseThrow(() -> e);
        }
    }

    @Override
    public Optional<PullRequest> find(String id) {
        String doing = doing(id);
        ForgeCalls.Answer answer = calls.find(pullRequestPath(id), doing);
        if (answer == null) {
            // Without a right to see the repository the answer would be the same.
            calls.get(repository(), "reading " + address.project());
            return Optional.empty();
        }
        return Optional.of(read(fields(answer.json(), doing)));
    }

    /** The pull request, or the error that it is not there any more. */
    PullRequest existing(String id) {
        return find(id).orElseThrow(() -> new ForgeException(
                "pull request " + id + " of " + address.project() + " is not there any more; somebody deleted it"));
    }

    String doing(String id) {
        return "reading pull request " + id + " of " + address.project();
    }

    Fields fields(JsonNode node, String doing) {
        return new Fields(node, calls.errors(), doing);
    }

    /** Reads and refuses what is no list. */
    List<Fields> list(JsonNode node, String name, String doing) {
        if (!node.isArray()) {
            throw calls.errors().without(name, doing);
        }
        List<Fields> list = new ArrayList<>();
        node.forEach(one -> list.add(fields(one, doing)));
        return list;
    }

    /**
     * Reads pages until the server has no more.
     *
     * @param path the path of the page of a number, from 1
     * @param name where the list is in an answer; {@code null} when the answer is the list
     * @param more whether there are more pages, from an answer and what it held
     */
    List<Fields> pages(
            IntFunction<String> path,
            @CheckForNull String name,
            String doing,
            BiPredicate<ForgeCalls.Answer, List<Fields>> more) {
        List<Fields> all = new ArrayList<>();
        for (int page = 1; page <= PAGES; page++) {
            ForgeCalls.Answer answer = calls.get(path.apply(page), doing);
            JsonNode node = name == null ? answer.json() : answer.json().path(name);
            boolean none = answer.json().isMissingNode() || name != null && node.isNull();
            List<Fields> some = none ? List.of() : list(node, name == null ? "a list" : name, doing);
            all.addAll(some);
            if (!more.test(answer, some)) {
                return all;
            }
        }
        throw calls.errors().tooMany(PAGES, doing);
    }

    /** Whether a Link header (RFC 8288) names a next page, which is then asked for by its number. */
    static boolean hasNext(ForgeCalls.Answer answer) {
        return answer.headers().allValues("link").stream().anyMatch(link -> link.contains("rel=\"next\""));
    }

    /** Adds a check in a map by name, in place of the one under its name if the rule says so. */
    static void put(Map<String, Check> checks, Check check, BiPredicate<Check, Check> replaces) {
        checks.merge(check.name(), check, (old, added) -> replaces.test(added, old) ? added : old);
    }

    /** Of several reports under one name that count at once, the one that keeps from merging. */
    static boolean isWorse(Check added, Check old) {
        return added.state() == CheckState.FAILED && old.state() != CheckState.FAILED
                || added.state() == CheckState.PENDING && old.state() == CheckState.PASSED;
    }

    /** A text that is no longer than a server allows. */
    static String shortened(String text, int most) {
        return text.length() <= most ? text : OneLine.beginning(text, most - MORE.length()) + MORE;
    }

    /** One line, no longer than a server allows. */
    static String line(String text, int most) {
        return shortened(OneLine.of(text, Integer.MAX_VALUE), most);
    }
}
