package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.function.Function;

/**
 * What a text must look like.
 *
 * @param expected for messages about something that is no text at all: {@code must be …}
 * @param pattern a regular expression for editors; they only hint, the parser decides. {@code null} for none
 * @param parser reads the text; throws {@link InvalidInputException} whose message says what is wrong and what would be
 *     valid
 */
record TextFormat(String expected, @CheckForNull String pattern, Function<String, Object> parser) {

    /** The longest text of any kind; nothing a person writes here comes close. */
    static final int MAX_TEXT = 4096;

    /** A name by the rules of {@link Names}. */
    static TextFormat name(String kind) {
        return new TextFormat(
                "the name of " + article(kind) + " " + kind,
                "^[^/\\\\\\s]([^/\\\\]*[^/\\\\\\s])?$",
                text -> Names.check(kind, text));
    }

    /** Text for people; may have several lines. */
    static TextFormat prose() {
        return new TextFormat("a text", null, text -> checkText(text, true));
    }

    /** A line of text that is not empty. */
    static TextFormat line(String expected) {
        return new TextFormat(expected, "\\S", text -> {
            checkText(text, false);
            if (text.isBlank()) {
                throw new InvalidInputException("is empty; it must be " + expected);
            }
            return text;
        });
    }

    /** A line of text that a further check accepts. */
    static TextFormat checked(String expected, @CheckForNull String pattern, Function<String, Object> parser) {
        TextFormat line = line(expected);
        return new TextFormat(expected, pattern, text -> {
            line.parser().apply(text);
            return parser.apply(text);
        });
    }

    private static String checkText(String text, boolean severalLines) {
        if (text.length() > MAX_TEXT) {
            throw new InvalidInputException("has " + text.length() + " characters (" + Names.quote(text) + "); at most "
                    + MAX_TEXT + " are allowed");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !(severalLines && c == '\n')) {
                throw new InvalidInputException(
                        Names.quote(text) + " has a control character at position " + (i + 1) + "; remove it");
            }
        }
        return text;
    }

    private static String article(String noun) {
        return "aeiou".indexOf(noun.charAt(0)) >= 0 ? "an" : "a";
    }
}
