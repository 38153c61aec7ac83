package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import java.util.Map;
import jenkins.model.Jenkins;

/** How promotion moves what is in Git, with the settings that are of this mechanic alone. Each has a form of its own. */
public abstract class MechanicForm extends FormPart<MechanicForm> {
    /** Where the settings of mechanics stand, for {@link FieldCheck}. */
    static final String PATH = "applications.application.git.";

    private static final String MECHANIC = "mechanic";

    /**
     * The form of the mechanic of a repository, whose key and settings are taken out of the repository's.
     *
     * @param git the settings of the repository as they are kept
     */
    static MechanicForm of(Map<String, Object> git) {
        Object word = git.remove(MECHANIC);
        MechanicForm found = null;
        for (Kind one : ExtensionList.lookup(Kind.class)) {
            Object own = one.key == null ? null : git.remove(one.key);
            if (one.word.equals(word) || word == null && one.isDefault()) {
                found = one.make();
                found.take(mapping(own));
            }
        }
        if (found == null) {
            throw new IllegalStateException("the mechanic " + word + " has no form");
        }
        return found;
    }

    /** Takes over its own settings. */
    void take(Map<String, Object> settings) {
        fill(settings);
    }

    /** Writes the mechanic and its own settings into those of the repository. */
    final void write(Map<String, Object> git) {
        Kind kind = getDescriptor();
        git.put(MECHANIC, kind.word);
        if (kind.key != null) {
            git.put(kind.key, settings());
        }
    }

    /** A mechanic. */
    public abstract static class Kind extends Descriptor<MechanicForm> {
        private final String word;

        @CheckForNull
        private final String key;

        /**
         * @param mechanic which
         * @param key that of its own settings there; {@code null} when it has none
         */
        Kind(Class<? extends MechanicForm> form, GitSettings.Mechanic mechanic, @CheckForNull String key) {
            super(form);
            this.word = Words.word(mechanic);
            this.key = key;
        }

        /** Whether it is the one of a repository that names none. */
        boolean isDefault() {
            return false;
        }

        /** A form with the defaults. */
        abstract MechanicForm make();

        /** Where a setting stands, for {@link FieldCheck}. */
        final String path(String setting) {
            return PATH + key + "." + setting;
        }

        /** The mechanic's name in the configuration's text. */
        public final String word() {
            return word;
        }
    }

    @Override
    public Kind getDescriptor() {
        return (Kind) Jenkins.get().getDescriptorOrDie(getClass());
    }
}
