package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a push to a branch deploys where each environment has one. Used by one thread. */
final class BranchPush {
    private final Configuration configuration;
    private final Application application;
    private final LineRepository repository;

    BranchPush(Configuration configuration, Application application, LineRepository repository) {
        this.configuration = configuration;
        this.application = application;
        this.repository = repository;
    }

    Pushed changed(Push push) {
        String branch = push.branchIn(repository);
        Push resolved = push.in(repository);
        String environment = application.pipeline().keySet().stream()
                .filter(name -> configuration.environment(name).branch().equals(branch))
                .findFirst()
                .orElse(null);
        if (environment == null) {
            // A branch that is not there is a mistake, not one that deploys nothing.
            repository.head(branch);
        }
        boolean nothing = environment == null || resolved.head().equals(resolved.base());
        return new Pushed(
                application.name(),
                repository.address(),
                branch,
                resolved.base(),
                resolved.head(),
                nothing ? List.of() : List.of(change(environment, resolved)));
    }

    private Change change(String environment, Push push) {
        String base = push.base();
        String head = push.head();
        if (base == null) {
            return new Change(
                    Change.Kind.CREATED,
                    environment,
                    environment,
                    null,
                    head,
                    true,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        List<Line.Commit> left = repository.commits(head, base, Line.MAX_INCOMING);
        List<String> details = new ArrayList<>();
        if (!left.isEmpty()) {
            details.add("no fast-forward: " + Texts.count(left.size(), "commit") + " that the branch had "
                    + (left.size() == 1 ? "is" : "are") + " not in it any more");
        }
        boolean release = !sharedTree(base).equals(sharedTree(head));
        if (!release) {
            details.add("only files that belong to no release");
        }
        return new Change(
                Change.Kind.CHANGED,
                environment,
                environment,
                base,
                head,
                release,
                List.of(),
                details,
                repository.commits(base, head, Line.MAX_INCOMING),
                repository.changedFiles(base, head));
    }

    private String sharedTree(String commit) {
        return repository.sharedTree(commit, application.requiredGit().environmentPaths());
    }
}
