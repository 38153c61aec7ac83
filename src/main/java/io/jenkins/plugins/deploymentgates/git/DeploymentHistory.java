package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one deployment's file said after each commit that changed it. Immutable.
 *
 * @param states newest first
 */
public record DeploymentHistory(List<State> states) {
    /** Of a file that there is not. */
    public static final DeploymentHistory NONE = new DeploymentHistory(List.of());

    public DeploymentHistory {
        states = List.copyOf(states);
    }

    /**
     * After a commit.
     *
     * @param components the core and the modules by name; none where the file was gone or had mistakes
     */
    public record State(Line.Commit commit, Map<String, DeploymentComponent> components) {
        public State {
            Map<String, DeploymentComponent> placeless = new LinkedHashMap<>();
            components.forEach((name, component) -> placeless.put(
                    name, new DeploymentComponent(component.version(), component.type(), component.source())));
            components = Collections.unmodifiableMap(placeless);
        }

        private Optional<DeploymentComponent> of(String name) {
            return Optional.ofNullable(components.get(name));
        }
    }

    /**
     * Reads it.
     *
     * @param commit full id of the newest one
     * @param limit at most this many commits
     */
    public static DeploymentHistory read(LineRepository repository, String commit, String path, int limit) {
        return new DeploymentHistory(FileHistory.commits(repository, null, commit, path, limit).stream()
                .map(one -> new State(one, components(repository, one.id(), path)))
                .toList());
    }

    private static Map<String, DeploymentComponent> components(LineRepository repository, String commit, String path) {
        return repository
                .file(commit, path)
                .map(content -> DeploymentFileReader.read(path, content, null, mistake -> {}))
                .map(DeploymentFile::components)
                .orElse(Map.of());
    }

    /**
     * The commits that tell this from another, newest first. For each component in which they differ now: those since this
     * said what the other says; none when the other once said what this does, because then it has moved on; else those
     * since both had something in common.
     */
    public List<Line.Commit> notIn(DeploymentHistory other) {
        Set<String> names = new TreeSet<>();
        List.of(this, other)
                .forEach(one -> one.states.forEach(
                        state -> names.addAll(state.components().keySet())));
        Set<Line.Commit> found = new HashSet<>();
        for (String name : names) {
            Optional<DeploymentComponent> here = newest(name);
            Optional<DeploymentComponent> there = other.newest(name);
            if (here.equals(there)) {
                continue;
            }
            Set<Optional<DeploymentComponent>> others = other.all(name);
            if (all(name).contains(there)) {
                found.addAll(since(name, Set.of(there)));
            } else if (!others.contains(here)) {
                found.addAll(since(name, others));
            }
        }
        return states.stream().map(State::commit).filter(found::contains).toList();
    }

    private Optional<DeploymentComponent> newest(String name) {
        return states.isEmpty() ? Optional.empty() : states.get(0).of(name);
    }

    private Set<Optional<DeploymentComponent>> all(String name) {
        Set<Optional<DeploymentComponent>> all = new HashSet<>();
        states.forEach(state -> all.add(state.of(name)));
        return all;
    }

    /** The commits that changed a component since it was one of the known. */
    private Set<Line.Commit> since(String name, Set<Optional<DeploymentComponent>> known) {
        Set<Line.Commit> commits = new HashSet<>();
        for (int i = 0; i < states.size(); i++) {
            Optional<DeploymentComponent> now = states.get(i).of(name);
            if (known.contains(now)) {
                break;
            }
            Optional<DeploymentComponent> before =
                    i + 1 < states.size() ? states.get(i + 1).of(name) : Optional.empty();
            if (!now.equals(before)) {
                commits.add(states.get(i).commit());
            }
        }
        return commits;
    }
}
