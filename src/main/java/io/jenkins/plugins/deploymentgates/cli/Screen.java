package io.jenkins.plugins.deploymentgates.cli;

import picocli.CommandLine.Help.Ansi.Style;

/**
 * Text for people on a terminal. Control characters that came from outside, such as from a commit message, are made
 * visible, so that nobody can paint over what is shown.
 */
final class Screen {
    private final boolean colours;

    Screen(boolean colours) {
        this.colours = colours;
    }

    String bold(String text) {
        return paint(Style.bold, text);
    }

    String faint(String text) {
        return paint(Style.faint, text);
    }

    String good(String text) {
        return paint(Style.fg_green, text);
    }

    String wait(String text) {
        return paint(Style.fg_yellow, text);
    }

    String bad(String text) {
        return paint(Style.fg_red, text);
    }

    private String paint(Style style, String text) {
        return colours ? style.on() + text + Style.reset.on() : text;
    }

    /** The text without control characters; line ends stay. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) && c != '\n' || isBidiControl(c)) {
                clean.append('\uFFFD');
            } else {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** The text on one line, without control characters. */
    static String oneLine(String text) {
        return clean(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /** Characters that turn the direction of writing around and so can show one thing and mean another. */
    private static boolean isBidiControl(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** How many columns of a terminal the text takes: 2 for wide characters, none for combining ones. */
    static int width(String text) {
        return text.codePoints().map(Screen::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
            default -> c >= 0x1F300 && c <= 0x1FAFF || c >= 0xFF01 && c <= 0xFF60 ? 2 : 1;
        };
    }

    /** The text cut to a width, with an ellipsis where something is missing. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 1;
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > width) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append('…').toString();
    }
}
