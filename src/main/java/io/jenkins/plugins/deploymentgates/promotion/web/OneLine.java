package io.jenkins.plugins.deploymentgates.promotion.web;

/** What a server nobody trusts said, for a message a person reads in one line. */
public final class OneLine {
    /** Control characters, ends of lines, and what changes the direction of the text around it. */
    private static final String UNSEEN = "[\\p{Cc}\\p{Zl}\\p{Zp}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+";

    private OneLine() {}

    /** Whatever is not seen, ends of lines too, becomes a space; the rest is cut off after so many characters. */
    public static String of(String text, int most) {
        return beginning(text.replaceAll(UNSEEN, " ").strip(), most);
    }

    /** The first characters of a text; half a character, which has no form in UTF-8, is left out. */
    public static String beginning(String text, int most) {
        int end = Math.min(most, text.length());
        boolean half = end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end);
    }
}
