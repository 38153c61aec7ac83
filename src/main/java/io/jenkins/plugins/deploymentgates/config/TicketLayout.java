package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.blankable;
import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.key;
import static io.jenkins.plugins.deploymentgates.config.Shapes.list;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;

import io.jenkins.plugins.deploymentgates.config.Shape.Choice;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is configured of tickets: the table, how it is read, checked and printed. */
final class TicketLayout {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}|[{}]");
    private static final List<String> KNOWN = List.of("{application}", "{environment}", "{version}");

    private static final TextFormat FIX_VERSION = TextFormat.checked(
            "a line with {version}, such as {application} {version}", "\\{version\\}", TicketLayout::fixVersion);

    private static final Fields PROMOTE_ON = fields(
            required("status", new Text(TextFormat.line("a status")), "the status a ticket has to get"),
            required("environment", new Text(TextFormat.name("environment")), "where its version is promoted to"),
            key(
                    "secret",
                    new Text(TextFormat.line("the name of a secret")),
                    null,
                    "The name of the secret that signs Jira's webhooks; without it they need a token."),
            key(
                    "user",
                    new Text(TextFormat.name("user")),
                    "jira",
                    "On whose behalf a signed webhook asks for the promotion."));

    private static final Fields JIRA = fields(
            required("url", new Text(Formats.BASE_URL), "where it is, such as https://acme.atlassian.net"),
            required(
                    "type",
                    new Choice(Arrays.stream(JiraSettings.Type.values())
                            .map(Layout::word)
                            .toList()),
                    "which Jira it is: cloud or data-center"),
            key(
                    "credentials",
                    new Text(TextFormat.line("the name of a secret")),
                    null,
                    "The name of the secret it is called with: user:token, or a personal access token."),
            key(
                    "fixVersion",
                    new Text(FIX_VERSION),
                    null,
                    "The fix version that tickets get when they are promoted, such as {application} {version}."),
            key("comment", new Flag(), false, "Whether tickets get a comment when they are promoted."),
            key(
                    "environments",
                    list(new Text(TextFormat.name("environment")), "[prod-eu]"),
                    List.of(),
                    "Only promotions into these environments are told; into all without it."),
            key("promoteOn", PROMOTE_ON, null, "When a ticket's change asks for a promotion."));

    static final Fields TICKETS = blankable(
            key(
                    "pattern",
                    new Text(Formats.REGULAR_EXPRESSION),
                    TicketSettings.USUAL_PATTERN,
                    "A regular expression for a ticket's key."),
            key(
                    "link",
                    new Text(Formats.TICKET_LINK),
                    null,
                    "Where a ticket can be read, with {ticket} for its key; Jira's own page without it, if there is one."),
            key("jira", JIRA, null, "The Jira they are in."));

    private TicketLayout() {}

    private static String fixVersion(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!KNOWN.contains(matcher.group())) {
                throw new InvalidInputException(Names.quote(text) + " has " + Names.quote(matcher.group())
                        + "; known are " + String.join(", ", KNOWN));
            }
        }
        if (!text.contains("{version}")) {
            throw new InvalidInputException(Names.quote(text)
                    + " does not say where the version goes; write {version} there, such as {application} {version}");
        }
        return text;
    }

    static TicketSettings read(Tree tree) {
        return new TicketSettings(
                Objects.requireNonNull(tree.get("pattern", String.class)),
                tree.get("link", String.class),
                tree.at("jira") == null ? null : jira(Objects.requireNonNull(tree.at("jira"))));
    }

    private static JiraSettings jira(Tree tree) {
        Tree on = tree.at("promoteOn");
        return new JiraSettings(
                Layout.constant(JiraSettings.Type.class, Objects.requireNonNull(tree.get("type", String.class))),
                Objects.requireNonNull(tree.get("url", String.class)),
                tree.get("credentials", String.class),
                tree.get("fixVersion", String.class),
                Objects.requireNonNull(tree.get("comment", Boolean.class)),
                tree.list("environments", String.class),
                on == null
                        ? null
                        : new JiraSettings.PromoteOn(
                                Objects.requireNonNull(on.get("status", String.class)),
                                Objects.requireNonNull(on.get("environment", String.class)),
                                on.get("secret", String.class),
                                Objects.requireNonNull(on.get("user", String.class))));
    }

    /** What can be checked only when the application's pipeline is known. */
    static void check(String path, Tree application, Collection<String> stages, BiConsumer<Tree, String> mistakes) {
        Tree tickets = application.at("tickets");
        Tree jira = tickets == null ? null : tickets.at("jira");
        if (jira == null) {
            return;
        }
        Tree environments = jira.at("environments");
        for (Tree one : environments == null ? List.<Tree>of() : environments.items()) {
            stage(path + ".tickets.jira.environments", one, stages, mistakes);
        }
        Tree on = jira.at("promoteOn");
        Tree target = on == null ? null : on.at("environment");
        if (target != null) {
            stage(path + ".tickets.jira.promoteOn.environment", target, stages, mistakes);
        }
    }

    private static void stage(String path, Tree name, Collection<String> stages, BiConsumer<Tree, String> mistakes) {
        if (!stages.contains((String) name.value())) {
            mistakes.accept(
                    name,
                    path + ": there is no environment " + Names.quote((String) name.value()) + " in its pipeline"
                            + DidYouMean.among("it has", (String) name.value(), stages));
        }
    }

    static Map<String, Object> print(TicketSettings tickets) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pattern", tickets.pattern());
        if (tickets.link() != null) {
            map.put("link", tickets.link());
        }
        if (tickets.jira() != null) {
            map.put("jira", print(tickets.jira()));
        }
        return map;
    }

    private static Map<String, Object> print(JiraSettings jira) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", jira.url());
        map.put("type", Layout.word(jira.type()));
        if (jira.credentials() != null) {
            map.put("credentials", jira.credentials());
        }
        if (jira.fixVersion() != null) {
            map.put("fixVersion", jira.fixVersion());
        }
        map.put("comment", jira.comment());
        if (!jira.environments().isEmpty()) {
            map.put("environments", jira.environments());
        }
        JiraSettings.PromoteOn on = jira.promoteOn();
        if (on != null) {
            Map<String, Object> when = new LinkedHashMap<>();
            when.put("status", on.status());
            when.put("environment", on.environment());
            if (on.secret() != null) {
                when.put("secret", on.secret());
            }
            when.put("user", on.user());
            map.put("promoteOn", when);
        }
        return map;
    }
}
