package io.jenkins.plugins.deploymentgates.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import io.jenkins.plugins.deploymentgates.insight.BuildTrace;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace;
import io.jenkins.plugins.deploymentgates.insight.Report;
import io.jenkins.plugins.deploymentgates.insight.TicketTrace;
import java.util.Map;

/** The same by a server. */
record ServerTraceDeeds(ServerFileDeeds.Caller caller) implements TraceDeeds {
    @Override
    public Report report(String application, String environment, String version) {
        return caller.get(
                "/v1/report",
                Map.of("application", application, "environment", environment, "version", version),
                new TypeReference<>() {});
    }

    @Override
    public CommitTrace commit(String application, String commit) {
        return caller.get("/v1/trace", Map.of("application", application, "commit", commit), new TypeReference<>() {});
    }

    @Override
    public TicketTrace ticket(String application, String ticket) {
        return caller.get(
                "/v1/trace/ticket", Map.of("application", application, "ticket", ticket), new TypeReference<>() {});
    }

    @Override
    public BuildTrace build(String application, String build) {
        return caller.get(
                "/v1/trace/build", Map.of("application", application, "build", build), new TypeReference<>() {});
    }
}
