package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What shall become of deployment files, in one commit. Immutable; begin with {@link #of}.
 *
 * @param deployment the one that is made, changed, promoted into or deleted; {@code null} to restore
 * @param from the one that is duplicated or promoted; else {@code null}
 * @param folder where a new one is put, below a search path; {@code null} for the first search path, or where the one
 *     that is duplicated is
 * @param tier {@code null} to leave it
 * @param set the core as {@code core} and modules by name; what of a component is {@code null} stays as it is
 * @param remove modules that are removed
 * @param names modules that alone are promoted, and {@code core} for the core; or what is restored, deployments by name
 *     and files by path; empty for everything
 * @param at the instant whose content is restored
 * @param confirm the name of the deployment that is deleted, once more
 * @param key the sender's idempotency key, or {@code null}
 */
public record FileRequest(
        String application,
        Action action,
        @CheckForNull String deployment,
        @CheckForNull String from,
        @CheckForNull String folder,
        @CheckForNull String tier,
        Map<String, Component> set,
        List<String> remove,
        List<String> names,
        @CheckForNull Instant at,
        @CheckForNull String confirm,
        @CheckForNull String key) {
    public FileRequest {
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
        remove = List.copyOf(remove);
        names = List.copyOf(names);
    }

    /** What is done. */
    public enum Action {
        CREATE,
        DUPLICATE,
        UPDATE,
        PROMOTE,
        DELETE,
        RESTORE
    }

    /** A component as it shall be. */
    public record Component(@CheckForNull String version, @CheckForNull String type, @CheckForNull String source) {}

    /** One without any details. */
    public static FileRequest of(String application, Action action, @CheckForNull String deployment) {
        return new FileRequest(
                application, action, deployment, null, null, null, Map.of(), List.of(), List.of(), null, null, null);
    }
}
