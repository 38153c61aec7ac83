package io.jenkins.plugins.deploymentgates.config;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/** The texts that have a form of their own. */
final class Formats {
    static final TextFormat MODULE =
            TextFormat.checked("an artifact group:name, such as com.acme:shop-api", "^[^:]+:[^:]+$", Module::parse);
    static final TextFormat GROUP = TextFormat.checked("a folder, such as retail or retail/web", "^[^/\\\\]", text -> {
        for (String name : text.split("/", -1)) {
            Names.check("folder", name);
        }
        return text;
    });
    static final TextFormat BRANCH = TextFormat.checked(
            "the name of a branch, such as prod-eu", "^[^-/\\s][^\\s~^:?*\\[\\\\]*$", Formats::branch);
    static final TextFormat PATH_PATTERN = TextFormat.checked(
            "a pattern of paths, such as variants/{environment}/**", "^[^/\\\\]", Formats::pathPattern);
    static final TextFormat FOLDER = TextFormat.checked(
            "a folder below the root of a repository, such as apps or infra/base", "^[^/\\\\]", Formats::folder);
    static final TextFormat FILE = TextFormat.checked(
            "a file below the root of a repository, such as release.yaml", "^[^/\\\\]", text -> path(text, "file"));
    static final TextFormat TYPE_FILES = TextFormat.checked(
            "a file below the root of a repository with {type} for its name, such as types/{type}.yaml",
            "^[^/\\\\]*.*\\{type\\}",
            text -> path(placeholder(text, "type", "types/{type}.yaml"), "file"));
    static final TextFormat BRANCH_PATTERN = TextFormat.checked(
            "the name of a branch with {environment} in it, such as environment/{environment}",
            "^[^-/\\s].*\\{environment\\}|^\\{environment\\}",
            Formats::branchPattern);
    static final TextFormat DEPLOYMENT = TextFormat.checked(
            "the name of a deployment file without its extension, such as shop-prod",
            "^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*$",
            Formats::deployment);
    static final TextFormat ABSOLUTE_FOLDER = TextFormat.checked(
            "the absolute path of a folder, such as /srv/releases", "^(/|[A-Za-z]:[/\\\\])", Formats::absoluteFolder);
    static final TextFormat PERSON = TextFormat.checked(
            "a name and a mail address, such as Deployments <deployments@example.com>",
            "^[^<>]+ <[^<> ]+>$",
            Formats::person);
    static final TextFormat DURATION =
            TextFormat.checked("a duration, such as 30m, 2h or 14d", "^([0-9]+[dhms])+$|^P", Durations::parse);
    static final TextFormat ZONE = TextFormat.checked("a time zone, such as Europe/Berlin", null, Formats::zone);
    static final TextFormat MOMENT = TextFormat.checked(
            "a cron expression, such as \"0 16 * * FRI\", or a date and time, such as 2026-12-24T18:00",
            null,
            Formats::moment);
    static final TextFormat REGULAR_EXPRESSION = TextFormat.checked(
            "a regular expression, such as \"[A-Z][A-Z0-9]+-[0-9]+\"", null, Formats::regularExpression);
    static final TextFormat WEB_URL = TextFormat.checked(
            "an http or https URL, such as https://hooks.example.com/x", "^https?://", Formats::webUrl);

    static final TextFormat COMMIT_LINK = TextFormat.checked(
            "an http or https URL with {commit} for the commit's id, such as https://git.example.com/shop/commit/{commit}",
            "^https?://.*\\{commit\\}",
            Formats::commitLink);
    static final TextFormat TICKET_LINK = TextFormat.checked(
            "an http or https URL with {ticket} for the ticket's key, such as https://jira.example.com/browse/{ticket}",
            "^https?://.*\\{ticket\\}",
            Formats::ticketLink);
    static final TextFormat BASE_URL = TextFormat.checked(
            "an http or https URL, such as https://registry.example.com", "^https?://", Formats::baseUrl);

    static final TextFormat PLACE_URL = TextFormat.checked(
            "an http or https URL with placeholders, such as https://files.example.com/{name}-{version}.zip",
            "^https?://|^\\{sourceUrl\\}",
            Formats::placeUrl);

    static final TextFormat PLACE =
            TextFormat.checked("a text with placeholders, such as {group}/{name}", null, Formats::place);

    private static final List<String> PLACES = List.of("{group}", "{groupPath}", "{name}", "{version}", "{sourceUrl}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}|[{}]");
    private static final CronParser CRON = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** Any instant will do to ask whether a cron expression ever fires; a fixed one gives the same answer every day. */
    private static final ZonedDateTime SOME_DAY = ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private Formats() {}

    /** A recurring moment. */
    record CronExpression(String text) {}

    /**
     * Whether Git takes it as the name of a branch (git check-ref-format --branch). The whole name of a ref is none: Git
     * would make refs/heads/refs/heads/main of it.
     */
    static boolean isBranch(String name) {
        return !name.startsWith("-")
                && !name.startsWith("refs/")
                && !Set.of("HEAD", "@").contains(name)
                && Repository.isValidRefName(Constants.R_HEADS + name);
    }

    private static String branch(String text) {
        if (!isBranch(text)) {
            throw new InvalidInputException(Names.quote(text)
                    + " is no valid name of a Git branch; valid are for example main and release/1.4");
        }
        return text;
    }

    private static String pathPattern(String text) {
        if (text.startsWith("/")
                || text.contains("\\")
                || List.of(text.split("/", -1)).contains("..")) {
            throw new InvalidInputException(
                    Names.quote(text)
                            + " is no path inside the repository; write it with '/', without one at the start and without '..'");
        }
        Matcher braces = PLACEHOLDER.matcher(text);
        while (braces.find()) {
            if (!"environment".equals(braces.group(1))) {
                throw new InvalidInputException(Names.quote(text) + " has " + Names.quote(braces.group())
                        + "; the only placeholder is {environment}");
            }
        }
        return text;
    }

    private static String folder(String text) {
        return path(text, "folder");
    }

    private static String branchPattern(String text) {
        branch(placeholder(text, "environment", "environment/{environment}").replace("{environment}", "x"));
        return text;
    }

    private static String placeholder(String text, String name, String example) {
        String braces = "{" + name + "}";
        int first = text.indexOf(braces);
        if (first < 0 || text.indexOf(braces, first + 1) >= 0) {
            throw new InvalidInputException(
                    Names.quote(text) + " must have " + braces + " once; valid is for example " + example);
        }
        return text;
    }

    /** @param what {@code folder} or {@code file} */
    private static String path(String text, String what) {
        List<String> parts = List.of(text.split("/", -1));
        if (text.contains("\\")
                || parts.contains("")
                || parts.contains(".")
                || parts.contains("..")
                || parts.stream().anyMatch(".git"::equalsIgnoreCase)) {
            throw new InvalidInputException(Names.quote(text)
                    + " is no " + what
                    + " inside the repository; write it with '/', without one at the start or end, and"
                    + " without '.', '..' and '.git'");
        }
        return text;
    }

    /** Whether a deployment file can have this name. */
    static boolean isDeployment(String text) {
        return text.length() <= Names.MAX_NAME && text.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*");
    }

    private static String deployment(String text) {
        if (!isDeployment(text)) {
            throw new InvalidInputException(Names.quote(text) + " is no name of a deployment; it has at most "
                    + Names.MAX_NAME + " letters, digits, '.', '-' and '_', and begins with a letter or digit");
        }
        return text;
    }

    private static String absoluteFolder(String text) {
        if (!text.matches("(/|[A-Za-z]:[/\\\\]).*")) {
            throw new InvalidInputException(
                    Names.quote(text)
                            + " is no absolute path; write it from the root of the machine that promotes, such as /srv/releases");
        }
        return text;
    }

    private static String person(String text) {
        if (!text.matches("[^<>]+ <[^<> ]+>")) {
            throw new InvalidInputException(Names.quote(text)
                    + " is no name and mail address; write it as Deployments <deployments@example.com>");
        }
        return text;
    }

    private static String place(String text) {
        Matcher braces = PLACEHOLDER.matcher(text);
        while (braces.find()) {
            if (!PLACES.contains(braces.group())) {
                throw new InvalidInputException(Names.quote(text) + " has " + Names.quote(braces.group())
                        + "; placeholders are " + String.join(", ", PLACES));
            }
        }
        return text;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException("unknown time zone " + Names.quote(text)
                    + DidYouMean.closest(text, new TreeSet<>(ZoneId.getAvailableZoneIds()))
                            .map(close -> "; did you mean '" + close + "'? Valid")
                            .orElse("; valid")
                    + " are names such as Europe/Berlin, UTC, and offsets such as +02:00");
        }
    }

    /** A {@link CronExpression}, an {@link Instant}, or a {@link LocalDateTime} that needs a time zone. */
    private static Object moment(String text) {
        if (text.strip().contains(" ") || text.startsWith("@") || text.contains("*")) {
            return new CronExpression(cron(text.strip()));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notWithOffset) {
            try {
                return LocalDateTime.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidInputException(Names.quote(text)
                        + " is neither a cron expression nor a date and time; valid are for example \"0 16 * * FRI\","
                        + " 2026-12-24T18:00 and 2026-12-24T17:00:00Z");
            }
        }
    }

    private static String cron(String text) {
        String[] parts = text.split("\\s+");
        if (parts.length != 5) {
            throw new InvalidInputException("the cron expression " + Names.quote(text) + " has " + parts.length
                    + (parts.length == 1 ? " field" : " fields") + CRON_HELP);
        }
        try {
            Cron cron = CRON.parse(text).validate();
            if (ExecutionTime.forCron(cron).nextExecution(SOME_DAY).isEmpty()) {
                throw new InvalidInputException("the cron expression " + Names.quote(text)
                        + " never fires: there is no such day; valid is for example \"0 16 * * FRI\"");
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "the cron expression " + Names.quote(text) + " is not valid: " + reason(e) + CRON_HELP);
        }
        return text;
    }

    private static final String CRON_HELP =
            "; it has five: minute hour day-of-month month day-of-week, such as \"0 16 * * FRI\"";

    /** The innermost cause says which field is wrong. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    }

    private static String regularExpression(String text) {
        try {
            if (Pattern.compile(text).matcher("").matches()) {
                throw new InvalidInputException("the regular expression " + Names.quote(text)
                        + " matches the empty text, so everything would pass; it must ask for at least one character");
            }
            return text;
        } catch (PatternSyntaxException e) {
            throw new InvalidInputException("the regular expression " + Names.quote(text) + " is not valid: "
                    + e.getDescription() + (e.getIndex() < 0 ? "" : " at position " + (e.getIndex() + 1))
                    + "; valid is for example \"[A-Z][A-Z0-9]+-[0-9]+\"");
        }
    }

    private static String commitLink(String text) {
        String valid = "https://git.example.com/shop/commit/{commit}";
        if (!text.contains("{commit}")) {
            throw new InvalidInputException(Names.quote(text)
                    + " does not say where the commit's id goes; write {commit} there, such as " + valid);
        }
        webUrl(text, text.replace("{commit}", "0"), valid);
        return text;
    }

    private static String ticketLink(String text) {
        String valid = "https://jira.example.com/browse/{ticket}";
        if (!text.contains("{ticket}")) {
            throw new InvalidInputException(Names.quote(text)
                    + " does not say where the ticket's key goes; write {ticket} there, such as " + valid);
        }
        webUrl(text, text.replace("{ticket}", "0"), valid);
        return text;
    }

    /** To which paths are added. */
    private static String baseUrl(String text) {
        webUrl(text, text, "https://registry.example.com");
        if (text.contains("?") || text.contains("#")) {
            throw new InvalidInputException(Names.quote(text)
                    + " has a '?' or '#', after which no path can follow; valid is for example"
                    + " https://registry.example.com");
        }
        return text;
    }

    private static String placeUrl(String text) {
        place(text);
        String filled =
                text.replace("{sourceUrl}", "https://files.example.com/x").replaceAll("\\{[^{}]*}", "x");
        return webUrl(text, filled, "https://files.example.com/{name}-{version}.zip");
    }

    private static String webUrl(String text) {
        return webUrl(text, text, "https://hooks.example.com/x");
    }

    /**
     * @param text as written
     * @param url what it says
     * @param valid an example
     */
    private static String webUrl(String text, String url, String valid) {
        try {
            URI uri = new URI(url);
            if (uri.getRawUserInfo() != null) {
                throw new InvalidInputException("the URL of " + uri.getHost()
                        + " has a user name or password, which everybody who sees the configuration would read; leave"
                        + " it out");
            }
            if (("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null) {
                return text;
            }
        } catch (URISyntaxException e) {
            // told below, as for any other text that is no such URL
        }
        throw new InvalidInputException(Names.quote(text) + " is no http or https URL; valid is for example " + valid);
    }
}
