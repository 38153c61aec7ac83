package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;

/** Settings of JGit that hold for the whole process. */
public final class GitRuntime {
    /** The coarsest time stamps a file system in use has (FAT), which is also what JGit assumes while it knows no better. */
    private static final Duration RESOLUTION = Duration.ofSeconds(2);

    private GitRuntime() {}

    /**
     * Keeps JGit from measuring the resolution of time stamps, which writes probe files into the repository that is read
     * and the result into the user's home. Where the user's JGit configuration has a value, that is used. To be called
     * once, first, by a program that has the process to itself; not within a server that others use JGit in as well.
     */
    public static void withoutProbes() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof Unprobed)) {
            SystemReader.setInstance(new Unprobed(current));
        }
    }

    private static final class Unprobed extends SystemReader.Delegate {
        Unprobed(SystemReader delegate) {
            super(delegate);
        }

        @Override
        public StoredConfig getUserConfig() throws ConfigInvalidException, IOException {
            return new Assuming(super.getUserConfig());
        }
    }

    /** The user's settings, with an answer for every file system. */
    private static final class Assuming extends StoredConfig {
        Assuming(Config settings) {
            super(settings);
        }

        @Override
        public long getTimeUnit(
                String section, @CheckForNull String subsection, String name, long fallback, TimeUnit unit) {
            boolean unknown = section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
                    && getString(section, subsection, name) == null;
            if (!unknown) {
                return super.getTimeUnit(section, subsection, name, fallback, unit);
            }
            return name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION) ? unit.convert(RESOLUTION) : 0;
        }

        /** The settings it stands on are loaded already. */
        @Override
        public void load() {
            fireConfigChangedEvent();
        }

        @Override
        public void save() {
            throw new UnsupportedOperationException("the user's Git settings are not ours to change");
        }
    }
}
