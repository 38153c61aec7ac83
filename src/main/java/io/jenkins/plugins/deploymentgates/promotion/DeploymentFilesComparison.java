package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentHistory;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons.Deployed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What tells two deployments apart where each has a file: what happened to these two files, and to the sources of the
 * components of type {@code git} that stood for other commits. Used by one thread.
 */
final class DeploymentFilesComparison {
    private final Application application;
    private final Repositories repositories;
    private final LineRepository repository;

    DeploymentFilesComparison(Application application, Repositories repositories) {
        this.application = application;
        this.repositories = repositories;
        this.repository = Objects.requireNonNull(repositories.line());
    }

    Compared compare(Deployed left, Deployed right) {
        Optional<DeploymentFile> onLeft = file(left);
        Optional<DeploymentFile> onRight = file(right);
        DeploymentHistory lefts = history(left, onLeft);
        DeploymentHistory rights = history(right, onRight);
        Set<String> paths = new TreeSet<>();
        Stream.of(onLeft, onRight).flatMap(Optional::stream).forEach(file -> paths.add(file.path()));
        List<String> files = repository.changedFiles(commit(left), commit(right)).stream()
                .filter(file -> paths.contains(file.substring(2)))
                .toList();
        return new Compared(
                components(left, onLeft, right, onRight),
                new Compared.Own(lefts.notIn(rights), rights.notIn(lefts), files));
    }

    /** What the deployment's file said; empty where there is none at its commit, as for an environment with another name. */
    private Optional<DeploymentFile> file(Deployed deployed) {
        String name = DeploymentFilesMechanic.settings(application)
                .nameOf(deployed.deployment().environment());
        return DeploymentFilesMechanic.files(application, repository, commit(deployed))
                .find(name);
    }

    private DeploymentHistory history(Deployed deployed, Optional<DeploymentFile> file) {
        return file.map(one -> DeploymentHistory.read(repository, commit(deployed), one.path(), Line.MAX_INCOMING))
                .orElse(DeploymentHistory.NONE);
    }

    private static String commit(Deployed deployed) {
        return Objects.requireNonNull(deployed.deployment().commit());
    }

    /** A component that stood for a commit. */
    private record Source(String address, String commit) {}

    private List<ComparedRepository> components(
            Deployed left, Optional<DeploymentFile> onLeft, Deployed right, Optional<DeploymentFile> onRight) {
        Set<String> names = new TreeSet<>();
        Stream.of(onLeft, onRight)
                .flatMap(Optional::stream)
                .forEach(file -> names.addAll(file.components().keySet()));
        return names.stream()
                .flatMap(name -> compared(source(name, left, onLeft), source(name, right, onRight)))
                .distinct()
                .sorted(Comparator.comparing(ComparedRepository::repository))
                .toList();
    }

    @CheckForNull
    private static Source source(String name, Deployed deployed, Optional<DeploymentFile> file) {
        if (file.isEmpty()) {
            return null;
        }
        Map<String, String> commits =
                Combination.of(file.get(), deployed.release()).commits();
        String commit = commits.get(name);
        return commit == null
                ? null
                : new Source(
                        Objects.requireNonNull(file.get().components().get(name).source()), commit);
    }

    private Stream<ComparedRepository> compared(@CheckForNull Source left, @CheckForNull Source right) {
        if (Objects.equals(left, right)) {
            return Stream.empty();
        }
        if (left != null && right != null && left.address().equals(right.address())) {
            return Stream.of(moved(left, right));
        }
        return Stream.concat(
                left == null
                        ? Stream.empty()
                        : Stream.of(new ComparedRepository(left.address(), left.commit(), null, List.of(), List.of())),
                right == null
                        ? Stream.empty()
                        : Stream.of(
                                new ComparedRepository(right.address(), null, right.commit(), List.of(), List.of())));
    }

    /** A commit of a branch that was rewritten may be gone from the source; then nothing is told of what lies between. */
    private ComparedRepository moved(Source left, Source right) {
        try (LineRepository source = repositories.beside(left.address())) {
            boolean there = source.find(left.commit()).isPresent()
                    && source.find(right.commit()).isPresent();
            return new ComparedRepository(
                    left.address(),
                    left.commit(),
                    right.commit(),
                    there ? source.commits(right.commit(), left.commit(), Line.MAX_INCOMING) : List.of(),
                    there ? source.commits(left.commit(), right.commit(), Line.MAX_INCOMING) : List.of());
        }
    }
}
