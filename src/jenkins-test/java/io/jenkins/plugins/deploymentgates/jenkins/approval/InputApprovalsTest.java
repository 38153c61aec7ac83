package io.jenkins.plugins.deploymentgates.jenkins.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Answers to {@code input} steps as votes: which count, whose, and for what. */
public class InputApprovalsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = Polls.controller();

    /** An input with a parameter, which says nothing else in the log. */
    private static final String FORGED = "forged";

    private static WorkflowJob job;

    @BeforeClass
    public static void populate() throws Exception {
        job = JENKINS.createProject(WorkflowJob.class, "deploy");
        Polls.secure(JENKINS, job);
    }

    @Before
    public void begin() {
        Polls.configure(1, ", from: [release-managers]");
        Polls.deliver(Actor.person("ann", Set.of()));
    }

    /** Starts a build on behalf of a person. */
    private static WorkflowRun start(String user, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause(user)))
                .waitForStart();
    }

    /** A person answers the input with this id. */
    static void answer(JenkinsRule jenkins, WorkflowRun run, String user, String id) throws Exception {
        jenkins.waitForMessage(id.equals(FORGED) ? "Input requested" : "question " + id, run);
        // Pipeline writes ids with a capital letter.
        InputStepExecution input = run.getAction(InputAction.class)
                .getExecution(id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1));
        try (ACLContext context = ACL.as2(User.getById(user, true).impersonate2())) {
            input.doProceedEmpty();
        }
    }

    private static String input(String id) {
        return "input message: 'question " + id + "', id: '" + id + "'\n";
    }

    private static void answer(WorkflowRun run, String user, String id) throws Exception {
        answer(JENKINS, run, user, id);
    }

    /** The promotions the build asked for, oldest first. */
    private static List<Promotion> askedBy(WorkflowRun run) {
        return DeploymentGates.get().ledger().read(view -> view.build("deploy", run.getNumber()).stream()
                .filter(link -> link.role() == BuildLink.Role.PROMOTED)
                .map(link -> view.promotion(link.promotion()).orElseThrow())
                .toList());
    }

    private static void end(WorkflowRun run) throws Exception {
        run.doStop();
        JENKINS.waitForCompletion(run);
    }

    @Test
    public void shouldTakeAnAnswerBeforeThePromotionForAnApproval() throws Exception {
        WorkflowRun run = start("ann", input("q") + "promote application: 'shop', to: 'prod'");
        answer(run, "rob", "q");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        JENKINS.assertLogContains("The input of rob approves promotion", run);
        Promotion promotion = askedBy(run).get(0);
        List<Approval> votes = DeploymentGates.get().ledger().read(view -> view.approvals(promotion.id()));
        assertThat(votes).hasSize(1);
        assertThat(votes.get(0).by()).isEqualTo("rob");
        assertThat(votes.get(0).groups()).contains("release-managers");
        List<BuildLink> links = DeploymentGates.get().ledger().read(view -> view.buildsOfPromotion(promotion.id()));
        assertThat(links).extracting(BuildLink::role, BuildLink::by).contains(tuple(BuildLink.Role.APPROVED, "rob"));
    }

    @Test
    public void shouldCountTwoPeopleOfTwoInputs() throws Exception {
        Polls.configure(2, ", from: [release-managers]");
        WorkflowRun run = start(
                "ann",
                "parallel one: {\n" + input("one") + "}, two: {\n" + input("two")
                        + "}\npromote application: 'shop', to: 'prod'");
        answer(run, "rob", "one");
        answer(run, "rita", "two");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        assertThat(Polls.voters(askedBy(run).get(0))).containsExactlyInAnyOrder("rob", "rita");
    }

    @Test
    public void shouldNotCountWhoStartedTheBuildNorWhoMayNotApprove() throws Exception {
        WorkflowRun run = start(
                "rita",
                input("mine")
                        + "input message: 'Who?', id: 'forged', submitterParameter: 'approver',"
                        + " parameters: [string(name: 'approvedBy', defaultValue: 'rob')]\n"
                        + "env.APPROVER = 'rob'\n"
                        + "promote application: 'shop', to: 'prod'");
        answer(run, "rita", "mine");
        answer(run, "pat", FORGED);
        JENKINS.waitForMessage("The input of rita approves promotion", run);
        Promotion promotion = askedBy(run).get(0);
        JENKINS.waitForMessage(
                "The input of pat does not approve " + promotion.label()
                        + ": that needs the permission Deployments/Approve on deploy",
                run);
        DeploymentGates.get().engine().promotions().decide(promotion.id());

        assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);
        assertThat(Polls.voters(promotion)).containsExactly("rita");

        Polls.post(
                JENKINS,
                Polls.client(JENKINS, "rob"),
                "deployments/promotion/" + promotion.id() + "/approve",
                Map.of());
        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
    }

    @Test
    public void shouldNotTakeAnAnswerForTheNextPromotion() throws Exception {
        WorkflowRun run = start(
                "ann",
                input("q") + "promote application: 'shop', to: 'prod', explain: true\n"
                        + "promote application: 'shop', to: 'prod'\n"
                        + "recordDeployment application: 'shop', environment: 'qa', version: 'next'\n"
                        + "promote application: 'shop', to: 'prod'");
        answer(run, "rob", "q");
        JENKINS.waitForMessage("(shop next to prod)", run);
        List<Promotion> asked = askedBy(run);

        assertThat(Polls.status(asked.get(0))).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(Polls.status(asked.get(1))).isIn(PromotionStatus.WAITING, PromotionStatus.REQUESTED);
        end(run);
        assertThat(Polls.voters(asked.get(1))).isEmpty();
    }

    @Test
    public void shouldTakeAnAnswerInABranchBesideWhenTheBranchHasEnded() throws Exception {
        WorkflowRun run = start(
                "ann", "parallel release: { promote application: 'shop', to: 'prod' }, ask: {\n" + input("q") + "}");
        JENKINS.waitForMessage(" waits: ", run);
        answer(run, "rob", "q");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));

        assertThat(Polls.voters(askedBy(run).get(0))).containsExactly("rob");
    }

    @Test
    public void shouldNotTakeAnAnswerInAnotherRegionForThisOne() throws Exception {
        WorkflowRun run = start(
                "ann",
                "parallel eu: {\n" + input("eu") + "promote application: 'shop', to: 'prod'\n}, us: {\n" + input("us")
                        + "promote application: 'shop', to: 'prod-us'\n}");
        answer(run, "rob", "us");
        JENKINS.waitForMessage("The input of rob approves promotion", run);
        assertThat(Polls.ended(askedBy(run).get(0)).to()).isEqualTo("prod-us");
        answer(run, "ann", "eu");
        JENKINS.waitForMessage("The input of ann approves promotion", run);
        Promotion eu = askedBy(run).get(1);
        PromotionWatch.get().lookSoon();

        assertThat(Polls.voters(eu)).containsExactly("ann");
        end(run);
        JENKINS.assertBuildStatus(Result.ABORTED, run);
        assertThat(Polls.now(eu).status()).isEqualTo(PromotionStatus.CANCELLED);
    }
}
