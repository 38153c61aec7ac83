package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code deploymentFiles} can do: the parameter that says so, and those that go with it. */
enum DeploymentFilesVerb {
    CREATE(FileRequest.Action.CREATE, "set", "tier", "folder", "explain"),
    DUPLICATE(FileRequest.Action.DUPLICATE, "to", "set", "remove", "tier", "folder", "explain"),
    UPDATE(FileRequest.Action.UPDATE, "set", "remove", "tier", "explain"),
    PROMOTE(FileRequest.Action.PROMOTE, "to", "modules", "explain"),
    DELETE(FileRequest.Action.DELETE, "confirm", "explain"),
    RESTORE(FileRequest.Action.RESTORE, "at", "explain"),
    COMPARE(null, "tier"),
    REFRESH(null, "explain");

    /** The step's name. */
    static final String STEP = "deploymentFiles";

    @CheckForNull
    private final FileRequest.Action action;

    private final Set<String> options;

    DeploymentFilesVerb(@CheckForNull FileRequest.Action action, String... options) {
        this.action = action;
        this.options = Set.of(options);
    }

    /** The name of the parameter. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does to files in one commit; {@code null} when it is something else. */
    @CheckForNull
    FileRequest.Action action() {
        return action;
    }

    /** Those that a step names, in the order they are declared. */
    static List<DeploymentFilesVerb> given(DeploymentFilesStep step) {
        return Arrays.stream(values()).filter(verb -> verb.value(step) != null).toList();
    }

    /**
     * The one that a step names.
     *
     * @throws InvalidInputException when it names none or several, or parameters that do not go with it
     */
    static DeploymentFilesVerb of(DeploymentFilesStep step) {
        List<DeploymentFilesVerb> given = given(step);
        if (given.size() != 1) {
            throw new InvalidInputException(STEP + " does one of " + names(List.of(values()))
                    + (given.isEmpty() ? "; none of them is named" : " at a time, not " + names(given) + " together")
                    + "; valid is for example update: 'canary', set: ['shop-api=1.4.2']");
        }
        DeploymentFilesVerb verb = given.get(0);
        options(step)
                .filter(option -> !verb.options.contains(option))
                .findFirst()
                .ifPresent(option -> {
                    throw new InvalidInputException(STEP + " with " + verb.parameter() + " takes no " + option
                            + "; what goes with it is "
                            + verb.options.stream().sorted().collect(Collectors.joining(", ")));
                });
        return verb;
    }

    @CheckForNull
    private Object value(DeploymentFilesStep step) {
        return switch (this) {
            case CREATE -> step.getCreate();
            case DUPLICATE -> step.getDuplicate();
            case UPDATE -> step.getUpdate();
            case PROMOTE -> step.getPromote();
            case DELETE -> step.getDelete();
            case RESTORE -> step.getRestore();
            case COMPARE -> step.getCompare();
            case REFRESH -> step.getRefresh();
        };
    }

    private static Stream<String> options(DeploymentFilesStep step) {
        return Stream.of(
                        step.getTo() == null ? null : "to",
                        step.getSet().isEmpty() ? null : "set",
                        step.getRemove().isEmpty() ? null : "remove",
                        step.getModules().isEmpty() ? null : "modules",
                        step.getTier() == null ? null : "tier",
                        step.getFolder() == null ? null : "folder",
                        step.getAt() == null ? null : "at",
                        step.getConfirm() == null ? null : "confirm",
                        step.isExplain() ? "explain" : null)
                .filter(Objects::nonNull);
    }

    private static String names(List<DeploymentFilesVerb> verbs) {
        return verbs.stream().map(DeploymentFilesVerb::parameter).collect(Collectors.joining(", "));
    }
}
