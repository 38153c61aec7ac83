package io.jenkins.plugins.deploymentgates.jenkins;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** What tests on a controller have in common: its configuration, its time, and people who act. */
public final class GatesFixture {
    public static final Instant BEGIN = Instant.parse("2026-03-03T09:00:00Z");

    /** A shop in three environments, without a repository: anything may enter qa, and somebody has to approve prod. */
    public static final String SHOP =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api]
                verifications: [smoke]
                pipeline:
                  qa: {}
                  staging-eu: {after: [qa]}
                  staging-us: {after: [qa]}
                  prod: {after: [staging-eu]}
            environments:
              prod: {gates: [{approvals: {count: 1}}]}
            """;

    private GatesFixture() {}

    /** A controller, for the tests of a class or for one. */
    public static JenkinsRule controller() {
        return new Controller();
    }

    /** Puts a configuration in force and stops the time at {@link #BEGIN}; the ledger stays as it is. */
    public static SettableClock configure(String yaml) {
        SettableClock clock = new SettableClock(BEGIN);
        DeploymentGates.get().setClock(clock);
        DeploymentGatesConfiguration.get().setYaml(yaml);
        return clock;
    }

    /** As {@link #configure}, with an empty ledger, so that tests of one class may share a controller. */
    public static SettableClock fresh(String yaml) {
        try {
            Path folder = Files.createTempDirectory(Jenkins.get().getRootDir().toPath(), "ledger");
            DeploymentGates.get()
                    .open(() -> Ledgers.open(folder.resolve("ledger.db").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DeploymentGates.get().ledger();
        return configure(yaml);
    }

    /** A Pipeline job in the sandbox; an existing one of this name gets the script. */
    public static WorkflowJob pipeline(String name, String script) throws Exception {
        WorkflowJob known = Jenkins.get().getItemByFullName(name, WorkflowJob.class);
        return define(known == null ? Jenkins.get().createProject(WorkflowJob.class, name) : known, script);
    }

    /** A new one in a folder. */
    public static WorkflowJob pipeline(Folder folder, String name, String script) throws Exception {
        return define(folder.createProject(WorkflowJob.class, name), script);
    }

    private static WorkflowJob define(WorkflowJob job, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Runs a script in the sandbox to its end. */
    public static WorkflowRun run(JenkinsRule jenkins, Result expected, String script) throws Exception {
        WorkflowJob job = pipeline("deploy", script);
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0));
    }

    public static Actor person(String name, String... groups) {
        return Actor.person(name, Set.of(groups));
    }

    /** A person records that the version is completed there, and that its checks passed. */
    public static Deployment deliver(String application, String environment, String version, String... checks) {
        DeploymentGates gates = DeploymentGates.get();
        Deployment deployment = gates.engine()
                .recordings()
                .record(
                        person("ann"),
                        new RecordRequest(
                                application,
                                environment,
                                version,
                                List.of(),
                                null,
                                DeploymentStatus.COMPLETED,
                                "",
                                null))
                .deployment();
        for (String check : checks) {
            deployment = gates.engine()
                    .recordings()
                    .verify(person("ann"), new VerifyRequest(application, environment, check, true, null, null))
                    .deployment();
        }
        PromotionWatch.get().lookSoon();
        return deployment;
    }

    /** A person approves, and whoever waits is told. */
    public static PromotionResult approve(long promotion, String by) {
        PromotionResult result =
                DeploymentGates.get().engine().promotions().approve(person(by), promotion, "looks good");
        PromotionWatch.get().lookSoon();
        return result;
    }

    public static <T> T read(Function<LedgerView, T> question) {
        return DeploymentGates.get().ledger().read(question);
    }

    public static Deployment current(String application, String environment) {
        return read(view -> view.current(application, environment).orElseThrow());
    }

    public static Promotion promotion(long id) {
        return read(view -> view.promotion(id).orElseThrow());
    }
}
