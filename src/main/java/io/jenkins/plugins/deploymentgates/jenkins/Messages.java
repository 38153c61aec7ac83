package io.jenkins.plugins.deploymentgates.jenkins;

import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/** The plugin's texts for people, from {@code Messages.properties} in the language of whoever looks. */
public final class Messages {
    private static final ResourceBundleHolder HOLDER = ResourceBundleHolder.get(Messages.class);

    private Messages() {}

    /** A text in the language of the current request. */
    public static String text(String key, Object... arguments) {
        return HOLDER.format(key, arguments);
    }

    /** A text whose language is chosen when it is shown. */
    public static Localizable localizable(String key, Object... arguments) {
        return new Localizable(HOLDER, key, arguments);
    }
}
