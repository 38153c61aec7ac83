package io.jenkins.plugins.deploymentgates.model;

import java.util.Locale;

/**
 * The rules for names and version labels. Names become parts of file names, URLs and Git refs, so what any of these
 * would misread is refused.
 */
public final class Names {
    /** The longest name; a ref or file name built from it stays below the 255 bytes file systems allow. */
    public static final int MAX_NAME = 200;

    /** The longest version label (DeployDB: 255). */
    public static final int MAX_VERSION = 255;

    private Names() {}

    /**
     * Checks the name of an application, environment, check, hotfix or artifact.
     *
     * @param kind what is named, for the message
     * @return the name
     * @throws InvalidInputException when it is empty, too long, or has a control character, one that turns the direction
     *     of writing, a path separator or white space at an end
     */
    public static String check(String kind, String name) {
        if (name.isEmpty()) {
            throw new InvalidInputException("the name of the " + kind + " is empty; give it at least one character");
        }
        if (name.length() > MAX_NAME) {
            throw new InvalidInputException("the name of the " + kind + " has " + name.length() + " characters ("
                    + quote(name) + "); at most " + MAX_NAME + " are allowed");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isISOControl(c)) {
                throw new InvalidInputException("the name of the " + kind + " " + quote(name)
                        + " has a control character (" + codePoint(c) + ") at position " + (i + 1)
                        + "; use letters, digits, '.', '-' and '_'");
            }
            if (isUnseen(name, i)) {
                throw new InvalidInputException("the name of the " + kind + " " + quote(name) + " has " + codePoint(c)
                        + " at position " + (i + 1) + ", which shows one thing and means another; use letters, digits,"
                        + " '.', '-' and '_'");
            }
            if (c == '/' || c == '\\') {
                throw new InvalidInputException("the name of the " + kind + " " + quote(name)
                        + " has a path separator '" + c + "' at position " + (i + 1)
                        + "; use letters, digits, '.', '-' and '_'");
            }
        }
        if (!name.equals(name.strip())) {
            throw new InvalidInputException(
                    "the name of the " + kind + " " + quote(name) + " begins or ends with white space; remove it");
        }
        if (name.equals(".") || name.equals("..")) {
            throw new InvalidInputException(
                    "the name of the " + kind + " " + quote(name) + " means a folder; choose another name");
        }
        return name;
    }

    /**
     * Checks a version label: any string that is valid as a Git tag name (git check-ref-format), such as {@code 1.4.2} or
     * {@code 1.0/hotfix}.
     *
     * @return the version
     * @throws InvalidInputException when Git would refuse it as a tag
     */
    public static String checkVersion(String version) {
        return checkTag("version", version);
    }

    /** As {@link #checkVersion(String)}, for what is named like a version, such as a hotfix. */
    public static String checkTag(String kind, String name) {
        String problem = versionProblem(name);
        if (problem == null && name.contains("/")) {
            problem = folderProblem(name);
        }
        if (problem != null) {
            throw new InvalidInputException(kind + " " + quote(name) + " is no valid Git tag name: " + problem
                    + "; valid is for example 1.4.2 or 2026-03-03.1");
        }
        return name;
    }

    /** Git keeps a tag as a file, in folders of what stands before each slash. */
    @edu.umd.cs.findbugs.annotations.CheckForNull
    private static String folderProblem(String name) {
        for (String part : name.split("/", -1)) {
            if (part.isEmpty()) {
                return "it has '/' where nothing stands before or behind it";
            }
            if (part.startsWith(".")) {
                return "it has '/.'";
            }
            if (part.endsWith(".lock")) {
                return "it has '.lock/'";
            }
        }
        return null;
    }

    @edu.umd.cs.findbugs.annotations.CheckForNull
    private static String versionProblem(String version) {
        if (version.isEmpty()) {
            return "it is empty";
        }
        if (version.length() > MAX_VERSION) {
            return "it has " + version.length() + " characters, at most " + MAX_VERSION + " are allowed";
        }
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (Character.isISOControl(c)) {
                return "it has a control character (" + codePoint(c) + ") at position " + (i + 1);
            }
            if (isUnseen(version, i)) {
                return "it has " + codePoint(c) + " at position " + (i + 1)
                        + ", which shows one thing and means another";
            }
            if (" ~^:?*[\\".indexOf(c) >= 0) {
                return "it has '" + c + "' at position " + (i + 1);
            }
        }
        if (version.startsWith(".") || version.startsWith("-")) {
            return "it begins with '" + version.charAt(0) + "'";
        }
        if (version.endsWith(".") || version.endsWith(".lock")) {
            return "it ends with '" + (version.endsWith(".") ? "." : ".lock") + "'";
        }
        if (version.contains("..")) {
            return "it has '..'";
        }
        if (version.contains("@{") || version.equals("@")) {
            return "it has '@" + (version.equals("@") ? "" : "{") + "'";
        }
        return null;
    }

    /**
     * Whether the character turns the direction of writing, so that 1.0 can look like 0.1, or is half of one, which no
     * encoding keeps.
     */
    private static boolean isUnseen(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    /** The value in quotes, shortened when long and with characters made visible that are not seen, fit for a message. */
    public static String quote(String value) {
        StringBuilder text = new StringBuilder("'");
        int shown = Math.min(value.length(), 60);
        for (int i = 0; i < shown; i++) {
            char c = value.charAt(i);
            text.append(Character.isISOControl(c) || isUnseen(value, i) ? codePoint(c) : String.valueOf(c));
        }
        text.append(value.length() > shown ? "…'" : "'");
        return text.toString();
    }

    private static String codePoint(char c) {
        return String.format(Locale.ROOT, "U+%04X", (int) c);
    }
}
