package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.blankable;
import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.key;
import static io.jenkins.plugins.deploymentgates.config.Shapes.list;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Shape.Choice;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import io.jenkins.plugins.deploymentgates.config.Shape.Whole;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is configured of the server with pull requests: the table, how it is read, and how it is printed. */
final class ForgeLayout {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}|[{}]");

    private static final TextFormat BRANCH = TextFormat.checked(
            "a branch with {promotion}, such as promote/{environment}/{promotion}",
            "^[^-/\\s].*\\{promotion\\}",
            ForgeLayout::branch);
    private static final TextFormat TITLE = TextFormat.checked(
            "a line with placeholders, such as Promote {version} to {environment}",
            null,
            text -> placeholders(text, List.of("{application}", "{environment}", "{promotion}", "{version}")));
    private static final TextFormat PROJECT = TextFormat.checked(
            "the name of a repository on the server, such as acme/shop-deploy",
            "^[^/\\s].*/",
            text -> placeholders(text, List.of("{environment}")));

    private static final Fields PULL_REQUESTS = blankable(
            key(
                    "environments",
                    list(new Text(TextFormat.name("environment")), "[prod-eu]"),
                    List.of(),
                    "Of promotions into these environments; of all without it."),
            key(
                    "branch",
                    new Text(BRANCH),
                    "deployment-gates/{environment}/{promotion}",
                    "The branch they come from, with {promotion}, and perhaps {application} and {environment}."),
            key(
                    "title",
                    new Text(TITLE),
                    "Promote {application} {version} to {environment}",
                    "Their title, in which {application}, {version}, {environment} and {promotion} can stand."),
            key(
                    "checks",
                    list(new Text(TextFormat.line("the name of a check")), "[build]"),
                    List.of(),
                    "Names of the reports on the commit that must have passed."),
            key("reviews", new Whole(0, 100), 0, "How many people must have approved."),
            key(
                    "merge",
                    new Choice(words(PullRequestSettings.Merge.class)),
                    "forge",
                    "Who merges: somebody at the server (forge), or the promotion, by pushing the target's branch once"
                            + " everything is there (push)."),
            key("poll", new Text(Formats.DURATION), "1m", "How often an open one is looked at."));

    static final Fields FORGE = fields(
            required(
                    "type",
                    new Choice(words(ForgeSettings.Type.class)),
                    "whose API it speaks: github, gitlab, bitbucket or gitea"),
            key(
                    "url",
                    new Text(Formats.BASE_URL),
                    null,
                    "Where its API is; without it the one that goes with the repository's URL."),
            key(
                    "project",
                    new Text(PROJECT),
                    null,
                    "The repository's name there, such as acme/shop-deploy; without it the one in the repository's URL."),
            key(
                    "credentials",
                    new Text(TextFormat.line("the id of credentials")),
                    null,
                    "The id of the token it is called with: a secret text in Jenkins, elsewhere an environment variable."),
            key(
                    "commitStatus",
                    new Flag(),
                    false,
                    "Whether commits are told what the gates say, as deployment-gates/ENVIRONMENT."),
            key("pullRequests", PULL_REQUESTS, null, "How promotions become pull requests."));

    private ForgeLayout() {}

    static ForgeSettings read(Tree tree) {
        Tree pullRequests = tree.at("pullRequests");
        return new ForgeSettings(
                Layout.constant(ForgeSettings.Type.class, some(tree, "type", String.class)),
                tree.get("url", String.class),
                tree.get("project", String.class),
                tree.get("credentials", String.class),
                some(tree, "commitStatus", Boolean.class),
                pullRequests == null ? null : pullRequests(pullRequests));
    }

    private static PullRequestSettings pullRequests(Tree tree) {
        return new PullRequestSettings(
                tree.list("environments", String.class),
                some(tree, "branch", String.class),
                some(tree, "title", String.class),
                tree.list("checks", String.class),
                some(tree, "reviews", Integer.class),
                Layout.constant(PullRequestSettings.Merge.class, some(tree, "merge", String.class)),
                some(tree, "poll", Duration.class));
    }

    /** As {@link ConfigurationPrinter} prints. */
    static Map<String, Object> print(ForgeSettings forge) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", Layout.word(forge.type()));
        putIfThere(map, "url", forge.url());
        putIfThere(map, "project", forge.project());
        putIfThere(map, "credentials", forge.credentials());
        map.put("commitStatus", forge.commitStatus());
        PullRequestSettings settings = forge.pullRequests();
        if (settings != null) {
            Map<String, Object> pullRequests = new LinkedHashMap<>();
            if (!settings.environments().isEmpty()) {
                pullRequests.put("environments", settings.environments());
            }
            pullRequests.put("branch", settings.branch());
            pullRequests.put("title", settings.title());
            if (!settings.checks().isEmpty()) {
                pullRequests.put("checks", settings.checks());
            }
            pullRequests.put("reviews", settings.reviews());
            pullRequests.put("merge", Layout.word(settings.merge()));
            pullRequests.put("poll", Durations.print(settings.poll()));
            map.put("pullRequests", pullRequests);
        }
        return map;
    }

    private static void putIfThere(Map<String, Object> map, String key, @CheckForNull String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static <T> T some(Tree tree, String field, Class<T> type) {
        return type.cast(Objects.requireNonNull(tree.at(field), field).value());
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Layout::word).toList();
    }

    private static String branch(String text) {
        placeholders(text, List.of("{application}", "{environment}", "{promotion}"));
        if (!text.contains("{promotion}")) {
            throw new InvalidInputException(Names.quote(text)
                    + " would be the same branch for every pull request; write {promotion} where the promotion's number"
                    + " goes, such as promote/{environment}/{promotion}");
        }
        if (!Formats.isBranch(text.replaceAll("\\{[^{}]*}", "x"))) {
            throw new InvalidInputException(Names.quote(text)
                    + " makes no valid name of a Git branch; valid is for example promote/{environment}/{promotion}");
        }
        return text;
    }

    private static String placeholders(String text, List<String> known) {
        Matcher braces = PLACEHOLDER.matcher(text);
        while (braces.find()) {
            if (!known.contains(braces.group())) {
                throw new InvalidInputException(Names.quote(text) + " has " + Names.quote(braces.group()) + "; "
                        + (known.size() == 1
                                ? "the only placeholder is " + known.get(0)
                                : "placeholders are " + String.join(", ", known)));
            }
        }
        return text;
    }
}
