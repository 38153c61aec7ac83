package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.ReleaseRecord;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons.Deployed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What releases of an application with release files are made of: the application's tree and the commits of the other
 * repositories, which the messages on the environments' branches tell. Stateless.
 */
final class ReleaseFileReleases {
    private ReleaseFileReleases() {}

    static ReleaseRecord alone(GitSettings git, String version, String commit) {
        return new ReleaseRecord(
                version, List.of(new ReleaseRecord.Part(GitRepositories.shown(git.repository()), commit, null)));
    }

    /** What the branch of an environment tells of a version; with the tree of its release where that is known. */
    static Optional<ReleaseRecord> record(
            GitSettings git,
            LineRepository repository,
            String environment,
            String version,
            String commit,
            @CheckForNull String tree,
            Repositories repositories) {
        String head = repository.heads().get(ReleaseFilePlace.settings(git).branch(environment));
        return head == null
                ? Optional.empty()
                : ReleaseFilePlace.environments(git, repository)
                        .record(
                                head,
                                record -> record.version().equals(version)
                                        && record.parts().get(0).commit().equals(commit)
                                        && (tree == null || tree.equals(tree(git, repositories, record))));
    }

    /** Without other repositories, that of the application alone. */
    static String tree(GitSettings git, Repositories repositories, ReleaseRecord record) {
        String own = repositories.line().sharedTree(record.parts().get(0).commit(), git.environmentPaths());
        if (record.parts().size() == 1) {
            return own;
        }
        Map<String, String> others = new TreeMap<>();
        record.parts().stream().skip(1).forEach(part -> others.put(part.repository(), part.commit()));
        return Release.sha256(others.entrySet().stream()
                .map(other -> "repository " + other.getValue() + " " + other.getKey() + "\n")
                .collect(Collectors.joining("", "deployment-gates repositories 1\ntree " + own + "\n", "")));
    }

    /** What Git tells of the release in these environments; else only the commit that the ledger knows. */
    static ReleaseRecord known(Plan plan, List<String> environments, Repositories repositories) {
        GitSettings git = plan.application().requiredGit();
        String version = plan.release().version();
        LineRepository repository = repositories.of(plan.target().name());
        return environments.stream()
                .map(environment -> record(
                        git,
                        repository,
                        environment,
                        version,
                        plan.commit(),
                        plan.release().sharedTree(),
                        repositories))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> alone(git, version, plan.commit()));
    }

    /** The repositories beside the application's own, and how their commits differ. */
    static List<ComparedRepository> compare(
            Application application, Deployed left, Deployed right, Repositories repositories) {
        Map<String, String> lefts = others(application, left, repositories);
        Map<String, String> rights = others(application, right, repositories);
        Set<String> names = new TreeSet<>(lefts.keySet());
        names.addAll(rights.keySet());
        List<ComparedRepository> compared = new ArrayList<>();
        for (String name : names) {
            String from = lefts.get(name);
            String to = rights.get(name);
            if (from == null || to == null) {
                compared.add(new ComparedRepository(name, from, to, List.of(), List.of()));
            } else {
                try (LineRepository repository = repositories.beside(name)) {
                    compared.add(new ComparedRepository(
                            name,
                            from,
                            to,
                            repository.commits(to, from, Line.MAX_INCOMING),
                            repository.commits(from, to, Line.MAX_INCOMING)));
                }
            }
        }
        return compared;
    }

    /** The commits of the repositories beside the application's, as the environment's branch tells of the release. */
    static Map<String, String> others(Application application, Deployed deployed, Repositories repositories) {
        GitSettings git = application.requiredGit();
        Deployment deployment = deployed.deployment();
        Map<String, String> commits = new LinkedHashMap<>();
        record(
                        git,
                        repositories.of(deployment.environment()),
                        deployment.environment(),
                        deployment.version(),
                        Objects.requireNonNull(deployment.commit()),
                        deployed.release().sharedTree(),
                        repositories)
                .ifPresent(record ->
                        record.parts().stream().skip(1).forEach(part -> commits.put(part.repository(), part.commit())));
        return commits;
    }
}
