package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.TicketSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * How a promotion tells what it brings: title, facts, the source's commits since the promotion before, and the work items
 * their messages name. The same input gives the same text. Immutable.
 *
 * @param title the first line
 * @param facts what the caller wants to be read, such as {@code Environment} to {@code prod}, in their order
 * @param commitLink where a commit can be looked at, with {@code {commit}} for its id; {@code null} for no links
 * @param ticketPattern a regular expression for a work item's key; {@code null} to look for none
 * @param ticketLink where a work item can be read, with {@code {ticket}} for its key; {@code null} for no links
 * @param beside texts beside the messages that name work items, such as titles of pull requests
 * @param untold why not all such texts are known; {@code null} when they are
 */
public record ReleaseNotes(
        String title,
        Map<String, String> facts,
        @CheckForNull String commitLink,
        @CheckForNull String ticketPattern,
        @CheckForNull String ticketLink,
        List<String> beside,
        @CheckForNull String untold) {

    /** More commits than this are counted, not listed. */
    public static final int MAX_COMMITS = 50;

    /** More work items than this are counted, not listed in one line. */
    public static final int MAX_TICKETS = 100;

    /** More work items than this are counted where each is listed in a line with its link. */
    public static final int MAX_LINKED_TICKETS = 50;

    /** Longer texts of a line are cut. */
    public static final int MAX_TEXT = 200;

    /** Without links to work items. */
    public ReleaseNotes(
            String title,
            Map<String, String> facts,
            @CheckForNull String commitLink,
            @CheckForNull String ticketPattern) {
        this(title, facts, commitLink, ticketPattern, null);
    }

    /** Of what the commits' messages alone tell. */
    public ReleaseNotes(
            String title,
            Map<String, String> facts,
            @CheckForNull String commitLink,
            @CheckForNull String ticketPattern,
            @CheckForNull String ticketLink) {
        this(title, facts, commitLink, ticketPattern, ticketLink, List.of(), null);
    }

    public ReleaseNotes {
        beside = List.copyOf(beside);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        if (line(title).isEmpty()) {
            throw new InvalidInputException(
                    "the release notes have no title; give one such as Promote shop 1.4 to prod");
        }
        if (commitLink != null && !commitLink.contains("{commit}")) {
            throw new InvalidInputException("the link of commits '" + commitLink
                    + "' does not say where the commit's id goes; write {commit} there");
        }
        if (ticketPattern != null) {
            compiled(ticketPattern);
        }
    }

    /**
     * The text of a first, an equal, a later or an earlier commit, and where it comes from.
     *
     * @param previous the commit of the promotion before; {@code null} for none
     * @throws GitException when the commit is not there
     */
    public String text(LineRepository source, String commit, @CheckForNull String previous) {
        return text(source, commit, previous, null);
    }

    /** The same for what is copied. */
    String text(LineRepository source, String commit, @CheckForNull String previous, @CheckForNull FolderSet folders) {
        StringBuilder text = new StringBuilder(line(title)).append("\n\n");
        facts.forEach((name, value) ->
                text.append(line(name)).append(": ").append(line(value)).append('\n'));
        text.append("Source: ")
                .append(source.address())
                .append(" at ")
                .append(Ids.abbreviate(commit))
                .append('\n');
        if (folders != null) {
            text.append("Folders: ").append(String.join(", ", folders.paths())).append('\n');
        }
        Set<String> tickets = new LinkedHashSet<>();
        ObjectId to = source.commit(commit);
        ObjectId from = previous == null ? null : source.commitOrNull(previous);
        source.read(() -> {
            Repository objects = source.workspace().objects();
            Pattern pattern = ticketPattern == null ? null : compiled(ticketPattern);
            if (from == null) {
                SourceCommits only = SourceCommits.only(objects, to, pattern);
                String since = previous == null
                        ? "No promotion " + (folders == null ? "" : "of these folders ") + "before; the commit is"
                        : "The promotion before was of " + Ids.abbreviate(previous)
                                + ", which the source does not have any more; the commit is";
                append(text, since, only);
                tickets.addAll(only.tickets());
                return null;
            }
            SourceCommits in = SourceCommits.between(objects, from, to, MAX_COMMITS, pattern);
            SourceCommits out = SourceCommits.between(objects, to, from, MAX_COMMITS, pattern);
            append(text, "Commits since " + Ids.abbreviate(previous), in);
            append(text, "Commits taken back, which were in " + Ids.abbreviate(previous), out);
            if (from.equals(to)) {
                text.append("\nNo commits since ")
                        .append(Ids.abbreviate(previous))
                        .append(", which the promotion before was of\n");
            }
            tickets.addAll(in.tickets());
            tickets.addAll(out.tickets());
            return null;
        });
        if (ticketPattern != null) {
            tickets.addAll(TicketSettings.find(List.of(ticketPattern), beside));
        }
        if (!tickets.isEmpty()) {
            text.append(ticketLink == null ? "\nWork items: " + shortened(tickets) + '\n' : linked(tickets));
        }
        if (ticketPattern != null && untold != null) {
            text.append("\nNot every work item of pull requests is told: ")
                    .append(line(untold))
                    .append('\n');
        }
        return text.toString();
    }

    private void append(StringBuilder text, String heading, SourceCommits commits) {
        if (commits.newest().isEmpty()) {
            return;
        }
        int count = commits.newest().size() + commits.more();
        text.append('\n')
                .append(heading)
                .append(count == 1 ? "" : " (" + count + ")")
                .append(":\n");
        for (Line.Commit commit : commits.newest()) {
            int mail = commit.author().lastIndexOf(" <");
            String author = mail < 0 ? commit.author() : commit.author().substring(0, mail);
            text.append("- ").append(commit.shortId()).append(' ').append(line(commit.subject()));
            text.append(" (").append(line(author)).append(")\n");
            if (commitLink != null) {
                text.append("  ")
                        .append(commitLink.replace("{commit}", commit.id()))
                        .append('\n');
            }
        }
        if (commits.more() > 0) {
            text.append("... and ").append(commits.more()).append(" more, ");
            text.append(
                    commits.more() == 1
                            ? Ids.abbreviate(commits.firstLeftOut())
                            : "from " + Ids.abbreviate(commits.firstLeftOut()) + " to "
                                    + Ids.abbreviate(commits.lastLeftOut()));
            text.append('\n');
        }
    }

    private String linked(Set<String> tickets) {
        TicketSettings settings = new TicketSettings(String.valueOf(ticketPattern), ticketLink, null);
        StringBuilder text = new StringBuilder("\nWork items")
                .append(tickets.size() == 1 ? "" : " (" + tickets.size() + ")")
                .append(":\n");
        tickets.stream().limit(MAX_LINKED_TICKETS).forEach(key -> text.append("- ")
                .append(line(key))
                .append(' ')
                .append(settings.link(key))
                .append('\n'));
        int more = tickets.size() - MAX_LINKED_TICKETS;
        return (more > 0 ? text.append("... and ").append(more).append(" more\n") : text).toString();
    }

    private static String shortened(Set<String> tickets) {
        List<String> first =
                tickets.stream().limit(MAX_TICKETS).map(ReleaseNotes::line).toList();
        int more = tickets.size() - first.size();
        return String.join(", ", first) + (more == 0 ? "" : ", and " + more + " more");
    }

    /** One line, without what would make it two or another than is seen. */
    private static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        if (line.length() <= MAX_TEXT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return line.substring(0, end) + "...";
    }

    private static Pattern compiled(String pattern) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException("the pattern of work items '" + pattern + "' is no regular expression: "
                    + e.getDescription() + " near position " + (e.getIndex() + 1));
        }
    }
}
