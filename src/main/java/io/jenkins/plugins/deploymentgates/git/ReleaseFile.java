package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Optional;

/**
 * The file on an environment's branch that says which version of an application is there (design, section 6). Immutable.
 *
 * <p>Its keys: {@code version}; {@code description}; {@code type}, the name of settings that environments share; the keys
 * of {@link ReleaseSettings}; and any others, which are left alone. A change keeps all that is not changed, byte for
 * byte.
 */
public final class ReleaseFile {
    /** The version of what is not released yet: only in the tier {@code development}, and never tagged. */
    public static final String WORK_IN_PROGRESS = "WIP";

    static final String VERSION = "version";
    static final String DESCRIPTION = "description";
    static final String TYPE = "type";

    private final YamlEdit yaml;
    private final String version;

    @CheckForNull
    private final String description;

    @CheckForNull
    private final String type;

    private ReleaseFile(YamlEdit yaml, ReleaseKeys keys) {
        this.yaml = yaml;
        this.description = keys.text(DESCRIPTION, "a text");
        String found = keys.text(VERSION, "a text such as 1.4.2");
        if (!yaml.has(VERSION)) {
            keys.mistake("there is no version; add one, such as version: 1.4.2");
        } else if (found == null) {
            keys.unlessMistaken("must be a text such as 1.4.2, but is nothing", VERSION);
        } else {
            keys.check(() -> Names.checkVersion(found), VERSION);
        }
        this.version = found == null ? "" : found;
        this.type = keys.text(TYPE, "the name of an environment type");
        if (type != null) {
            keys.check(() -> Names.check("environment type", type), TYPE);
        }
        keys.refuse();
    }

    /**
     * Reads a file.
     *
     * @param file its name for messages, such as {@code environment/qa:environment.yaml}
     * @throws GitException with all mistakes, {@code file:line:column: text} each
     */
    public static ReleaseFile read(String file, byte[] content) {
        YamlEdit yaml = YamlEdit.of(file, content);
        return new ReleaseFile(yaml, new ReleaseKeys(yaml));
    }

    /** As it is written: {@code 1.10} is {@code 1.10}, with or without quotes. */
    public String version() {
        return version;
    }

    /** Whether the version is {@link #WORK_IN_PROGRESS}. */
    public boolean isWorkInProgress() {
        return version.equals(WORK_IN_PROGRESS);
    }

    /** What people say about the environment. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** The name of the settings that it shares with other environments. */
    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    /**
     * What is deployed from where; the file's own keys win over those of its type.
     *
     * @param shared the type's settings; {@code null} when the environment has none
     * @throws GitException with all mistakes, {@code file:line:column: text} each
     */
    public ReleaseSettings settings(@CheckForNull EnvironmentType shared) {
        return ReleaseSettings.of(yaml, shared);
    }

    /**
     * The same file with another version, and nothing else changed.
     *
     * @throws InvalidInputException when it is no valid tag name
     */
    public ReleaseFile withVersion(String other) {
        Names.checkVersion(other);
        YamlEdit changed = yaml.withScalar(other, VERSION);
        return new ReleaseFile(changed, new ReleaseKeys(changed));
    }

    /** The file's bytes. */
    public byte[] content() {
        return yaml.content();
    }
}
