package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.CheckSettings;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook;
import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook.Event;
import io.jenkins.plugins.deploymentgates.config.Pipeline;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The configuration as clients of DeployDB read it: applications are services, checks are promotions. Sorted by name, as
 * DeployDB does. What belongs to no application is for who administers.
 */
final class DeployDbConfigurationResources {
    /** DeployDB's only one. */
    private static final String STOP = "Stop";

    private final ApiHost host;
    private final Guard guard;

    DeployDbConfigurationResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** An environment. */
    record DeployDbEnvironment(String ident, @CheckForNull String description, @CheckForNull DeployDbHooks webhooks) {}

    /** What is told of what happens in an environment; what is told of what happens anywhere is not part of it. */
    record DeployDbHooks(
            @CheckForNull DeployDbDeploymentHooks deployment, @CheckForNull DeployDbPromotionHooks promotion) {}

    /** URLs by what happens to a deployment. */
    record DeployDbDeploymentHooks(
            @CheckForNull List<String> created,
            @CheckForNull List<String> started,
            @CheckForNull List<String> completed,
            @CheckForNull List<String> verified) {}

    /** URLs that are told of each check's result. */
    record DeployDbPromotionHooks(@CheckForNull List<String> completed) {}

    /** A pipeline; its environments upstream before downstream. */
    record DeployDbPipeline(String ident, @CheckForNull String description, Map<String, DeployDbStage> environments) {}

    /** The checks that a pipeline requires in an environment, besides those of the service. */
    record DeployDbStage(List<String> promotions) {}

    /** A check. */
    record DeployDbPromotion(String ident, @CheckForNull String type, @CheckForNull String description) {}

    /**
     * An application.
     *
     * @param failure_strategy called as DeployDB's clients know it
     */
    record DeployDbService(
            String ident,
            @CheckForNull String description,
            List<Module> artifacts,
            List<String> pipelines,
            List<String> promotions,
            String failure_strategy) {}

    List<Route> routes() {
        return List.of(
                list("environments", DeployDbEnvironment[].class, this::environments),
                one("environments", "An environment", DeployDbEnvironment.class, this::environments),
                list("pipelines", DeployDbPipeline[].class, this::pipelines),
                one("pipelines", "A pipeline", DeployDbPipeline.class, this::pipelines),
                list("promotions", DeployDbPromotion[].class, this::promotions),
                one("promotions", "A check", DeployDbPromotion.class, this::promotions),
                list("services", DeployDbService[].class, this::services),
                one("services", "An application", DeployDbService.class, this::services));
    }

    /** What there is of a kind that a caller may see, by name. */
    private interface Kind {
        Map<String, ?> seenBy(Caller caller);
    }

    private static Route list(String what, Class<?> result, Kind kind) {
        return Route.get(
                        "/" + what,
                        Need.IDENTITY,
                        "The " + what + " you may see, for clients of DeployDB",
                        result,
                        (request, path) -> {
                            Paging page = Paging.of(request);
                            List<?> all =
                                    List.copyOf(kind.seenBy(request.caller()).values());
                            return page.answer(what, page.cut(all));
                        },
                        Paging.NUMBER,
                        Paging.SIZE)
                .forDeployDb();
    }

    private static Route one(String what, String summary, Class<?> result, Kind kind) {
        String singular = what.substring(0, what.length() - 1);
        return Route.get(
                        "/" + what + "/{name}",
                        Need.IDENTITY,
                        summary + ", for clients of DeployDB",
                        result,
                        (request, path) -> {
                            String name = path.get("name");
                            Object found = kind.seenBy(request.caller()).get(name);
                            if (found == null) {
                                throw new ProblemException(
                                        Problem.NOT_FOUND, "there is no " + singular + " " + Names.quote(name));
                            }
                            return ApiResponse.json(200, found);
                        })
                .forDeployDb();
    }

    private Map<String, DeployDbEnvironment> environments(Caller caller) {
        Configuration configuration = host.configuration();
        Map<String, DeployDbEnvironment> found = new TreeMap<>();
        configuration.environments().forEach((name, environment) -> {
            if (guard.seesEnvironment(caller, name)) {
                found.put(
                        name,
                        new DeployDbEnvironment(name, orNull(environment.description()), hooks(configuration, name)));
            }
        });
        return found;
    }

    @CheckForNull
    private static DeployDbHooks hooks(Configuration configuration, String environment) {
        Map<Event, List<String>> urls = new LinkedHashMap<>();
        for (Event event : Event.values()) {
            List<String> told = configuration.deployDbWebhooks().stream()
                    .filter(one -> one.event() == event && environment.equals(one.environment()))
                    .map(DeployDbWebhook::url)
                    .toList();
            if (!told.isEmpty()) {
                urls.put(event, told);
            }
        }
        if (urls.isEmpty()) {
            return null;
        }
        List<String> results = urls.remove(Event.PROMOTION_COMPLETED);
        return new DeployDbHooks(
                urls.isEmpty()
                        ? null
                        : new DeployDbDeploymentHooks(
                                urls.get(Event.DEPLOYMENT_CREATED),
                                urls.get(Event.DEPLOYMENT_STARTED),
                                urls.get(Event.DEPLOYMENT_COMPLETED),
                                urls.get(Event.DEPLOYMENT_VERIFIED)),
                results == null ? null : new DeployDbPromotionHooks(results));
    }

    private Map<String, DeployDbPipeline> pipelines(Caller caller) {
        Configuration seen = guard.configuration(caller);
        Map<String, Pipeline> found = new TreeMap<>();
        seen.applications().values().forEach(application -> found.putAll(application.pipelines()));
        if (caller.administers()) {
            found.putAll(seen.pipelines());
        }
        Map<String, DeployDbPipeline> described = new TreeMap<>();
        found.forEach((name, pipeline) -> described.put(name, described(pipeline)));
        return described;
    }

    private static DeployDbPipeline described(Pipeline pipeline) {
        Map<String, DeployDbStage> stages = new LinkedHashMap<>();
        pipeline.stages().forEach((name, stage) -> stages.put(name, new DeployDbStage(stage.verifications())));
        return new DeployDbPipeline(pipeline.name(), orNull(pipeline.description()), stages);
    }

    private Map<String, DeployDbPromotion> promotions(Caller caller) {
        Configuration seen = guard.configuration(caller);
        Collection<String> names = new TreeSet<>();
        for (Application application : seen.applications().values()) {
            application.pipeline().keySet().forEach(name -> names.addAll(seen.reportableChecks(application, name)));
        }
        if (caller.administers()) {
            names.addAll(seen.checks().keySet());
        }
        Map<String, DeployDbPromotion> found = new TreeMap<>();
        for (String name : names) {
            CheckSettings check = seen.checks().get(name);
            found.put(
                    name,
                    check == null
                            ? new DeployDbPromotion(name, null, null)
                            : new DeployDbPromotion(name, orNull(check.type()), orNull(check.description())));
        }
        return found;
    }

    private Map<String, DeployDbService> services(Caller caller) {
        Map<String, DeployDbService> found = new TreeMap<>();
        guard.configuration(caller)
                .applications()
                .forEach((name, application) -> found.put(
                        name,
                        new DeployDbService(
                                name,
                                orNull(application.description()),
                                application.artifacts(),
                                List.copyOf(application.pipelines().keySet()),
                                application.verifications(),
                                STOP)));
        return found;
    }

    @CheckForNull
    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
