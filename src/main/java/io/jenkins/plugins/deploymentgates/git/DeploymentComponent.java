package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The core or a module as a deployment file has it. Immutable.
 *
 * @param version as written; for {@code git} a branch, a tag or a commit
 * @param type {@link #GIT}, {@code forge} or any other word that those who deploy understand
 * @param source where it comes from; for {@code git} the repository
 * @param line where the version stands in the file, from 1; 0 for what comes from no file
 * @param column in that line, from 1
 */
public record DeploymentComponent(String version, String type, @CheckForNull String source, int line, int column) {
    /** Comes from a Git repository, so that its version can be resolved to a commit. */
    public static final String GIT = "git";

    /** How the core is called among the modules; no module has this name. */
    public static final String CORE = "core";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}@][\\p{L}\\p{N}._/@-]*");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern SECRET = Pattern.compile("//[^/@\\s]*:[^/@\\s]+@");

    /** One that comes from no file. */
    public DeploymentComponent(String version, String type, @CheckForNull String source) {
        this(version, type, source, 0, 0);
    }

    /**
     * Checks what somebody asked for.
     *
     * @param name of the module, or {@link #CORE}
     * @throws InvalidInputException when a file with it could not be read
     */
    public DeploymentComponent check(String name) {
        List<String> mistakes = new ArrayList<>();
        if (!name.equals(CORE) && nameProblem(name) != null) {
            mistakes.add(nameProblem(name));
        }
        mistakes.addAll(problems());
        if (!mistakes.isEmpty()) {
            throw new InvalidInputException(Names.quote(name) + ": " + String.join("; ", mistakes));
        }
        return this;
    }

    /** Whether both stand for the same, wherever they are written. */
    public boolean same(DeploymentComponent other) {
        return version.equals(other.version) && type.equals(other.type) && Objects.equals(source, other.source);
    }

    /** The same with another version. */
    public DeploymentComponent withVersion(String other) {
        return new DeploymentComponent(other, type, source, line, column);
    }

    /** What is wrong with the name of a module; {@code null} for nothing. */
    @CheckForNull
    static String nameProblem(String name) {
        if (name.equals(CORE)) {
            return "no module can be called 'core', because the core is called so; choose another name";
        }
        if (name.length() > Names.MAX_NAME) {
            return "the name has " + name.length() + " characters; at most " + Names.MAX_NAME + " are allowed";
        }
        return NAME.matcher(name).matches()
                ? null
                : Names.quote(name) + " is no valid name of a module; use letters, digits, '.', '-', '_' and '/', such"
                        + " as shop-api";
    }

    @CheckForNull
    private static String versionProblem(String version) {
        if (version.length() > Names.MAX_VERSION) {
            return "the version has " + version.length() + " characters; at most " + Names.MAX_VERSION + " are allowed";
        }
        return isOneWord(version)
                ? null
                : "the version " + Names.quote(version)
                        + " is empty or has white space or a control character; valid is for example 1.4.2";
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", version);
        values.put("type", type);
        values.put("source", source);
        values.forEach((key, value) -> {
            String wrong = value == null ? null : problem(key, value);
            if (wrong != null) {
                problems.add(wrong);
            }
        });
        if (source == null && type.equals(GIT)) {
            problems.add(missingSource());
        }
        return problems;
    }

    /** What is wrong with the value of {@code version}, {@code type} or {@code source}; {@code null} for nothing. */
    @CheckForNull
    static String problem(String key, String value) {
        if (key.equals("version")) {
            return versionProblem(value);
        }
        return key.equals("type") ? typeProblem(value) : sourceProblem(value);
    }

    static String missingSource() {
        return "what is of type git has a source; write for example source: https://git.example.com/shop/api.git";
    }

    @CheckForNull
    private static String typeProblem(String type) {
        return TYPE.matcher(type).matches()
                ? null
                : "the type " + Names.quote(type) + " is no word; valid are git, forge and any other word";
    }

    @CheckForNull
    private static String sourceProblem(String source) {
        if (SECRET.matcher(source).find()) {
            return "the source has a password in it, which everybody who reads the repository sees; leave it out";
        }
        return isOneWord(source)
                ? null
                : "the source " + Names.quote(source) + " is empty or has white space or a control character; valid is"
                        + " for example https://git.example.com/shop/api.git";
    }

    private static boolean isOneWord(String text) {
        return !text.isEmpty()
                && text.codePoints()
                        .noneMatch(c ->
                                Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c));
    }
}
