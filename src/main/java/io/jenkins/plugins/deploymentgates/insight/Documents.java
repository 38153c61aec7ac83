package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.insight.Document.Block;
import io.jenkins.plugins.deploymentgates.insight.Document.Code;
import io.jenkins.plugins.deploymentgates.insight.Document.FactList;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Note;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import io.jenkins.plugins.deploymentgates.insight.Report.Changes;
import io.jenkins.plugins.deploymentgates.insight.Report.Decided;
import io.jenkins.plugins.deploymentgates.insight.Report.Definition;
import io.jenkins.plugins.deploymentgates.insight.Report.Delivery;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.model.Verification;
import io.jenkins.plugins.deploymentgates.promotion.ComparedRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts reports into the order in which people read them. Stateless. */
final class Documents {
    private static final int SHORT = 10;

    private Documents() {}

    /** The report of a version in an environment. */
    static Document of(Report report) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Note("As of event " + report.asOf() + " of the ledger."));
        report.deliveries().forEach(delivery -> delivery(blocks, report.application(), delivery));
        for (Definition definition : report.definitions()) {
            blocks.add(new Heading(2, "Pipeline definition " + definition.checksum()));
            if (definition.text() == null) {
                blocks.add(new Note("It was written by a version of Deployment Gates that knew other settings."));
            } else {
                blocks.add(new Code(definition.text()));
            }
        }
        return new Document(report.application() + " " + report.version() + " at " + report.environment(), blocks);
    }

    private static void delivery(List<Block> blocks, String application, Delivery delivery) {
        Deployment deployment = delivery.deployment();
        blocks.add(new Heading(2, "Deployment " + deployment.id() + ": " + deployment.status()));
        blocks.add(new FactList()
                .add("Created", Texts.instant(deployment.createdAt()) + " by " + deployment.by())
                .add("Started", deployment.startedAt())
                .add("Completed", deployment.completedAt())
                .add("Verified", deployment.verifiedAt())
                .add("Failed", deployment.failedAt())
                .add("Replaced", deployment.endedAt())
                .add("Before", delivery.before() == null ? "nothing" : delivery.before())
                .add("Commit", deployment.commit())
                .add("Release", deployment.fingerprint())
                .add("Out of band", deployment.outOfBand())
                .add("Evidence void", deployment.voided())
                .add("Tickets", tickets(delivery.changes().tickets()))
                .add("After the failure", failure(delivery.failure()))
                .add("Pipeline definition", definition(delivery))
                .done());
        artifacts(blocks, delivery);
        promotion(blocks, delivery.promotion());
        commits(blocks, delivery.changes());
        builds(blocks, delivery);
        verifications(blocks, delivery.verifications());
    }

    @CheckForNull
    private static String failure(@CheckForNull FailureAnswer failure) {
        return failure == null
                ? null
                : failure.policy() + ": " + word(failure.action())
                        + (failure.reason().isEmpty() ? "" : ", " + failure.reason());
    }

    private static String definition(Delivery delivery) {
        if (delivery.definition() == null) {
            return "not known";
        }
        return delivery.definition()
                + (delivery.decided() ? "" : " (the newest in use by then; no promotion was decided under it)");
    }

    static void withoutPullRequests(List<Block> blocks, @CheckForNull String why) {
        if (why != null) {
            blocks.add(new Note("Not every ticket of pull requests is told: " + why + "."));
        }
    }

    static List<Text> tickets(List<Ticket> tickets) {
        return tickets.stream().map(one -> new Text(one.key(), one.link())).toList();
    }

    private static void artifacts(List<Block> blocks, Delivery delivery) {
        List<Artifact> artifacts = delivery.release().artifacts();
        if (artifacts.isEmpty()) {
            return;
        }
        blocks.add(new Heading(3, "Artifacts"));
        blocks.add(new Rows(
                List.of("artifact", "digest", "source"),
                artifacts.stream()
                        .map(one -> List.of(
                                Text.of(one.toString()),
                                Text.of(one.digest() == null ? "" : one.digest()),
                                one.sourceUrl() == null ? Text.of("") : new Text(one.sourceUrl(), one.sourceUrl())))
                        .toList()));
    }

    private static void promotion(List<Block> blocks, @CheckForNull Decided decided) {
        if (decided == null) {
            blocks.add(new Note("No promotion brought it."));
            return;
        }
        Promotion promotion = decided.promotion();
        blocks.add(new Heading(3, "Promotion " + promotion.id() + ": " + promotion.status()));
        blocks.add(new FactList()
                .add("Asked for", Texts.instant(promotion.requestedAt()) + " by " + promotion.trigger())
                .add("From", promotion.from().isEmpty() ? "the source branch" : String.join(", ", promotion.from()))
                .add("Kind", promotion.kind() == PromotionKind.FORWARD ? null : word(promotion.kind()))
                .add("Override", promotion.overrideReason())
                .add("Pull request", pullRequest(promotion.pullRequest()))
                .add("Ended", promotion.endedAt())
                .done());
        if (!decided.gates().isEmpty()) {
            blocks.add(new Rows(
                    List.of("gate", "said", "reason", "looked at"),
                    decided.gates().stream()
                            .map(gate -> gate(gate, decided.overridden()))
                            .toList()));
        }
        if (!decided.approvals().isEmpty()) {
            blocks.add(new Rows(
                    List.of("vote", "by", "at", "reason"),
                    decided.approvals().stream()
                            .map(one -> Document.row(
                                    one.approved() ? "yes" : "no", one.by(), Texts.instant(one.at()), one.reason()))
                            .toList()));
        }
    }

    private static List<Text> pullRequest(@CheckForNull PullRequestLink link) {
        return link == null ? List.of() : List.of(new Text(link.url(), link.url()));
    }

    private static List<Text> gate(GateOutcome gate, List<String> overridden) {
        boolean setAside = overridden.contains(gate.gate()) && gate.verdict() != Verdict.PASSED;
        return Document.row(
                gate.gate(), word(gate.verdict()) + (setAside ? ", overridden" : ""), gate.reason(), gate.lookedAt());
    }

    private static void commits(List<Block> blocks, Changes changes) {
        withoutPullRequests(blocks, changes.withoutPullRequests());
        if (changes.withoutGit() != null) {
            blocks.add(new Note("No commits are told: " + changes.withoutGit() + "."));
            return;
        }
        commits(blocks, "Commits that came", changes.commits());
        if (!changes.takenBack().isEmpty()) {
            commits(blocks, "Commits that were taken back", changes.takenBack());
        }
        if (!changes.repositories().isEmpty()) {
            repositories(blocks, changes.repositories());
        }
    }

    private static void repositories(List<Block> blocks, List<ComparedRepository> repositories) {
        blocks.add(new Heading(3, "Other repositories"));
        blocks.add(new Rows(
                List.of("repository", "commit", "before"),
                repositories.stream()
                        .map(one ->
                                List.of(Text.of(one.repository()), linked(one, one.right()), linked(one, one.left())))
                        .toList()));
        for (ComparedRepository one : repositories) {
            CommitLinks links = CommitLinks.of(one.repository()).orElse(null);
            if (!one.onlyRight().isEmpty()) {
                commits(blocks, "Commits that came of " + one.repository(), Comparison.linked(one.onlyRight(), links));
            }
            if (!one.onlyLeft().isEmpty()) {
                commits(
                        blocks,
                        "Commits that were taken back of " + one.repository(),
                        Comparison.linked(one.onlyLeft(), links));
            }
        }
    }

    private static Text linked(ComparedRepository repository, @CheckForNull String commit) {
        return commit == null
                ? Text.of("none")
                : new Text(
                        commit.length() > SHORT && commit.matches("[0-9a-f]{40}") ? commit.substring(0, SHORT) : commit,
                        CommitLinks.of(repository.repository())
                                .map(links -> links.link(commit))
                                .orElse(null));
    }

    private static void commits(List<Block> blocks, String heading, List<Comparison.Commit> commits) {
        blocks.add(new Heading(3, heading));
        if (commits.isEmpty()) {
            blocks.add(new Note("None."));
            return;
        }
        blocks.add(new Rows(
                List.of("commit", "subject", "author", "at"),
                commits.stream().map(Documents::commit).toList()));
    }

    private static List<Text> commit(Comparison.Commit one) {
        return List.of(
                new Text(one.commit().shortId(), one.link()),
                Text.of(one.commit().subject()),
                Text.of(one.commit().author()),
                Text.of(Texts.instant(one.commit().at())));
    }

    private static void builds(List<Block> blocks, Delivery delivery) {
        List<BuildLink> all = new ArrayList<>(
                delivery.promotion() == null ? List.of() : delivery.promotion().builds());
        all.addAll(delivery.builds());
        if (!all.isEmpty()) {
            blocks.add(new Heading(3, "Builds"));
            blocks.add(new Rows(
                    List.of("build", "what it did", "for", "at"),
                    all.stream()
                            .map(one -> List.of(
                                    new Text(
                                            one.build().label(),
                                            one.gone() ? null : one.build().url()),
                                    Text.of(one.role().word() + (one.gone() ? ", deleted since" : "")),
                                    Text.of(one.by()),
                                    Text.of(Texts.instant(one.at()))))
                            .toList()));
        }
    }

    private static void verifications(List<Block> blocks, List<Verification> verifications) {
        if (!verifications.isEmpty()) {
            blocks.add(new Heading(3, "Verifications"));
            blocks.add(new Rows(
                    List.of("check", "result", "by", "at"),
                    verifications.stream()
                            .map(one -> List.of(
                                    new Text(one.check(), one.url()),
                                    Text.of(one.passed() ? "passed" : "failed"),
                                    Text.of(one.by()),
                                    Text.of(Texts.instant(one.at()))))
                            .toList()));
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
