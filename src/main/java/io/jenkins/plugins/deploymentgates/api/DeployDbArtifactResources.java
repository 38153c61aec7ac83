package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.ArtifactBody;
import io.jenkins.plugins.deploymentgates.ledger.FlowBodies.FlowBody;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Artifacts and the flows they set going, for clients of DeployDB. An artifact belongs to the applications of its flows. */
final class DeployDbArtifactResources {
    /** The longest of what has no limit of ours, in characters, as with DeployDB. */
    private static final int MAX_TEXT = 8192;

    /** So many artifacts are looked at together for which of them the caller may see. */
    private static final int CHUNK = 200;

    private static final Parameter GROUP = Parameter.required("group", "its group", "com.acme");
    private static final Parameter NAME = Parameter.required("name", "its name", "shop-api");
    private static final Parameter VERSION = Parameter.required("version", "its version", "1.4.2");

    private final ApiHost host;
    private final Guard guard;

    DeployDbArtifactResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /** An artifact to tell of. */
    record NewArtifact(String group, String name, String version, String sourceUrl) {}

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/artifacts",
                                Need.RECORD,
                                "Tell of an artifact, which begins a flow along each pipeline of each application that"
                                        + " has it",
                                NewArtifact.class,
                                ArtifactBody.class,
                                201,
                                this::add)
                        .forDeployDb(),
                Route.get(
                                "/artifacts",
                                Need.IDENTITY,
                                "The artifact with this group, name and version",
                                ArtifactBody.class,
                                this::find,
                                GROUP,
                                NAME,
                                VERSION)
                        .forDeployDb(),
                Route.get("/artifacts/{id}", Need.IDENTITY, "An artifact", ArtifactBody.class, this::artifact)
                        .forDeployDb(),
                Route.get(
                                "/artifacts/by-module/{module}",
                                Need.IDENTITY,
                                "The artifacts of a module, group:name, newest first",
                                ArtifactBody[].class,
                                this::ofModule,
                                Paging.NUMBER,
                                Paging.SIZE)
                        .forDeployDb(),
                Route.get(
                                "/artifacts/by-module/{module}/latest",
                                Need.IDENTITY,
                                "The newest artifact of a module, group:name",
                                ArtifactBody.class,
                                this::latest)
                        .forDeployDb(),
                Route.get(
                                "/flows",
                                Need.IDENTITY,
                                "Flows, newest first",
                                FlowBody[].class,
                                this::flows,
                                Paging.NUMBER,
                                Paging.SIZE)
                        .forDeployDb(),
                Route.get("/flows/{id}", Need.IDENTITY, "A flow with its deployments", FlowBody.class, this::flow)
                        .forDeployDb());
    }

    private ApiAnswer add(ApiRequest request, Map<String, String> path) {
        NewArtifact body = Json.read(request.body(), NewArtifact.class);
        String group = text("group", body.group(), "com.acme", MAX_TEXT);
        String name = text("name", body.name(), "shop-api", MAX_TEXT);
        String version = text("version", body.version(), "1.4.2", Names.MAX_VERSION);
        String url = text("sourceUrl", body.sourceUrl(), "https://repo.example.com/shop-api-1.4.2.jar", MAX_TEXT);
        Caller caller = request.caller();
        Module module = owned(caller, group, name);
        RecordedArtifact added = host.engine()
                .flows()
                .add(caller.actor(), new Artifact(module, version, url, null), request.idempotencyKey());
        return ApiResponse.json(201, FlowBodies.artifact(added)).with("Location", "artifacts/" + added.id());
    }

    private static String text(String field, @CheckForNull String value, String example, int most) {
        String text = Body.required(field, value, example);
        if (text.length() > most) {
            throw new ProblemException(
                    Problem.INVALID,
                    "the field " + field + " has " + text.length() + " characters; at most " + most + " are allowed");
        }
        return text;
    }

    /** The module, if the caller sees an application that has it; they must be allowed to record with all that do. */
    private Module owned(Caller caller, String group, String name) {
        List<Application> owners = host.configuration().applications().values().stream()
                .filter(application -> application.artifacts().stream()
                        .anyMatch(one -> one.group().equals(group) && one.name().equals(name)))
                .toList();
        if (owners.stream().noneMatch(application -> caller.sees(application.name()))) {
            throw new ProblemException(Problem.NOT_FOUND, "no application has this artifact");
        }
        for (Application application : owners) {
            if (caller.sees(application.name())) {
                guard.allow(caller, Permission.RECORD, application.name());
            } else if (!caller.may(Permission.RECORD, application.name())) {
                throw new ProblemException(
                        Problem.NOT_ALLOWED,
                        caller.actor().name() + " may not record with every application that has this artifact");
            }
        }
        return new Module(group, name);
    }

    private ApiAnswer find(ApiRequest request, Map<String, String> path) {
        String group = request.required(GROUP);
        String name = request.required(NAME);
        String version = request.required(VERSION);
        return ApiResponse.json(200, host.read(view -> view.artifact(group, name, version)
                .filter(artifact -> sees(request.caller(), view, artifact))
                .map(FlowBodies::artifact)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "there is no such artifact"))));
    }

    private ApiAnswer artifact(ApiRequest request, Map<String, String> path) {
        long id = Guard.id(path.get("id"));
        return ApiResponse.json(200, FlowBodies.artifact(host.read(view -> artifact(request.caller(), view, id))));
    }

    /** An artifact the caller may see. */
    private RecordedArtifact artifact(Caller caller, LedgerView view, long id) {
        return view.artifact(id)
                .filter(artifact -> sees(caller, view, artifact))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "there is no artifact " + id));
    }

    private boolean sees(Caller caller, LedgerView view, RecordedArtifact artifact) {
        return view.flowsOf(artifact.id()).stream().anyMatch(flow -> guard.sees(caller, flow.application()));
    }

    private ApiAnswer ofModule(ApiRequest request, Map<String, String> path) {
        Paging page = Paging.of(request);
        return page.answer("artifacts of this module", ofModule(request.caller(), path.get("module"), page));
    }

    private ApiAnswer latest(ApiRequest request, Map<String, String> path) {
        List<ArtifactBody> newest = ofModule(request.caller(), path.get("module"), new Paging(0, 1));
        if (newest.isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "there are no artifacts of this module");
        }
        return ApiResponse.json(200, newest.get(0));
    }

    private List<ArtifactBody> ofModule(Caller caller, String module, Paging page) {
        String[] parts = module.split(":", -1);
        if (parts.length != 2) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    Names.quote(module) + " in the path is no module; valid is group:name, such as com.acme:shop-api");
        }
        return host.read(view -> {
            List<ArtifactBody> found = new ArrayList<>();
            long skip = page.offset();
            List<RecordedArtifact> chunk;
            for (long offset = 0; found.size() < page.size(); offset += CHUNK) {
                chunk = view.artifacts(parts[0], parts[1], offset, CHUNK);
                for (RecordedArtifact one : chunk) {
                    if (found.size() < page.size() && sees(caller, view, one) && skip-- <= 0) {
                        found.add(FlowBodies.artifact(one));
                    }
                }
                if (chunk.size() < CHUNK) {
                    break;
                }
            }
            return found;
        });
    }

    private ApiAnswer flows(ApiRequest request, Map<String, String> path) {
        Paging page = Paging.of(request);
        List<String> applications = guard.applications(request.caller());
        return page.answer("flows", host.read(view -> {
            FlowBodies bodies = new FlowBodies(view);
            return view.flows(applications, page.offset(), page.size()).stream()
                    .map(bodies::flow)
                    .toList();
        }));
    }

    private ApiAnswer flow(ApiRequest request, Map<String, String> path) {
        long id = Guard.id(path.get("id"));
        return ApiResponse.json(200, host.read(view -> {
            Flow flow = view.flow(id)
                    .filter(one -> guard.sees(request.caller(), one.application()))
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "there is no flow " + id));
            return new FlowBodies(view).flow(flow);
        }));
    }
}
