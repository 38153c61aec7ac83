package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.util.ListBoxModel;
import java.util.Locale;

/** The words that the configuration's text has for constants. */
final class Words {
    private Words() {}

    /** A drop-down of constants as the text has them: {@code FAST_FORWARD} is {@code fast-forward}. */
    static ListBoxModel items(Enum<?>... constants) {
        ListBoxModel items = new ListBoxModel();
        for (Enum<?> constant : constants) {
            items.add(word(constant));
        }
        return items;
    }

    /** A constant as the text has it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
