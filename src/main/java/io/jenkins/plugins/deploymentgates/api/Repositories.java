package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Closing;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The repositories one request looks at, each opened and brought up to date once. Used by one thread. */
final class Repositories implements Function<Application, LineRepository>, AutoCloseable {
    private final ApiHost host;
    private final Map<String, LineRepository> open = new HashMap<>();

    Repositories(ApiHost host) {
        this.host = host;
    }

    /** The application's repository, or {@code null} when it has none. */
    @CheckForNull
    @Override
    public LineRepository apply(Application application) {
        if (application.git() == null) {
            return null;
        }
        return open.computeIfAbsent(
                application.name(), name -> host.repositories().openFetched(application.git()));
    }

    @Override
    public void close() {
        Closing.all(open.values(), LineRepository::close);
    }
}
