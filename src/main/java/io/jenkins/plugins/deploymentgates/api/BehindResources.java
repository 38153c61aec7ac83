package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How many commits environments are behind what is upstream, for those that a page has in sight. Commits do not change, so what was
 * counted once is remembered, and Git is asked for the rest only. Thread-safe.
 */
final class BehindResources {
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_REMEMBERED = 100_000;
    private static final Parameter APPLICATIONS =
            Parameter.list("application", "which; again for each, at most " + MOST_AT_ONCE);

    private final ApiHost host;
    private final Guard guard;
    private final Map<Range, OptionalInt> counted = Collections.synchronizedMap(new Newest());

    BehindResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * One environment of an application that is behind.
     *
     * @param behind how many commits; more than none
     */
    record Behind(String application, String environment, int behind) {}

    private record Range(String application, String environment, String from, String to) {}

    /** Forgets what was not asked for the longest. */
    private static final class Newest extends LinkedHashMap<Range, OptionalInt> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Range, OptionalInt> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/v1/matrix/behind",
                Need.IDENTITY,
                "How many commits environments are behind what is upstream",
                Behind[].class,
                this::behind,
                APPLICATIONS));
    }

    private ApiAnswer behind(ApiRequest request, Map<String, String> path) {
        List<String> applications = request.texts(APPLICATIONS);
        if (applications.isEmpty() || applications.size() > MOST_AT_ONCE) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the parameter application is given " + applications.size() + " times; valid are 1 to "
                            + MOST_AT_ONCE);
        }
        applications.forEach(application -> guard.see(request.caller(), application));
        Configuration shown = guard.configuration(request.caller());
        List<Behind> found = new ArrayList<>();
        try (Repositories repositories = new Repositories(host)) {
            Matrix.CommitCount count = remembering(new GitAnswers(repositories));
            for (String application : applications) {
                Matrix matrix = host.read(view ->
                        Matrix.read(view, shown, application, host.clock().instant(), count));
                for (Matrix.Place place : matrix.rows().get(0).places()) {
                    Integer behind = place.behind();
                    if (behind != null && behind > 0) {
                        found.add(new Behind(application, place.environment(), behind));
                    }
                }
            }
        }
        return ApiResponse.json(200, found);
    }

    private Matrix.CommitCount remembering(Matrix.CommitCount git) {
        return (Application application, String environment, String from, String to) -> {
            if (from.equals(to)) {
                return OptionalInt.of(0);
            }
            Range range = new Range(application.name(), environment, from, to);
            OptionalInt known = counted.get(range);
            if (known == null) {
                known = git.between(application, environment, from, to);
                if (known.isPresent()) {
                    counted.put(range, known);
                }
            }
            return known;
        };
    }
}
