package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.ReleaseRecord;
import java.util.ArrayList;
import java.util.List;

/** What a push to a branch of an environment repository deploys. Used by one thread. */
final class ReleaseFilePush {
    private final Application application;
    private final LineRepository repository;
    private final EnvironmentRepository environments;

    /** @param repository the environment repository */
    ReleaseFilePush(Application application, LineRepository repository, EnvironmentRepository environments) {
        this.application = application;
        this.repository = repository;
        this.environments = environments;
    }

    Pushed changed(Push push) {
        repository.fetch();
        String branch = push.branchIn(repository);
        Push resolved = push.in(repository);
        String environment = environments.layout().environment(branch);
        boolean known = environment != null && application.pipeline().containsKey(environment);
        if (!known) {
            // A branch that is not there is a mistake, not one that deploys nothing.
            repository.head(branch);
        }
        boolean nothing = !known || resolved.head().equals(resolved.base());
        return new Pushed(
                application.name(),
                repository.address(),
                branch,
                resolved.base(),
                resolved.head(),
                nothing ? List.of() : List.of(change(branch, resolved.base(), resolved.head())));
    }

    private Change change(String branch, @CheckForNull String base, String head) {
        EnvironmentRepository.Change change =
                environments.changed(branch, base, head).orElseThrow();
        String before = change.before();
        String after = change.after();
        boolean isNew = base == null || before == null;
        List<Line.Commit> commits = isNew ? List.of() : repository.commits(base, head, Line.MAX_INCOMING);
        boolean promoted = commits.stream()
                .anyMatch(commit -> ReleaseRecord.of(commit.message()).isPresent());
        boolean sameVersion = after.equals(before);
        List<String> details = new ArrayList<>();
        environments.record(head).ifPresent(record -> record.parts()
                .forEach(part -> details.add("deploys " + part.explain())));
        return new Change(
                isNew ? Change.Kind.CREATED : Change.Kind.CHANGED,
                change.environment(),
                change.environment(),
                before,
                after,
                isNew || promoted || !sameVersion,
                sameVersion ? List.of() : List.of(new Change.Part("version", before, after)),
                details,
                commits,
                isNew ? List.of() : repository.changedFiles(base, head));
    }
}
