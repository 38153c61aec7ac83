package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.CommitTrace.Place;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace.Stay;
import io.jenkins.plugins.deploymentgates.insight.Document.Block;
import io.jenkins.plugins.deploymentgates.insight.Document.FactList;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Note;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;

/** Puts what became of commits, tickets and builds into the order in which people read it. Stateless. */
final class TraceDocuments {
    private static final int SHORT = 10;

    private TraceDocuments() {}

    /** Where a commit went. */
    static Document of(CommitTrace trace) {
        List<Block> blocks = new ArrayList<>();
        commit(blocks, trace);
        return new Document("Commit " + brief(trace.commit()) + " of " + trace.application(), blocks);
    }

    private static String brief(String commit) {
        return commit.substring(0, Math.min(SHORT, commit.length()));
    }

    private static void commit(List<Block> blocks, CommitTrace trace) {
        Comparison.Commit told = trace.details();
        FactList facts = new FactList();
        if (told != null) {
            facts.add("Commit", List.of(new Text(trace.commit(), told.link())))
                    .add("Subject", told.commit().subject())
                    .add("Author", told.commit().author())
                    .add("Committed", told.commit().at());
        } else {
            facts.add("Commit", trace.commit());
        }
        blocks.add(facts.add("Tickets", Documents.tickets(trace.tickets())).done());
        Documents.withoutPullRequests(blocks, trace.withoutPullRequests());
        if (trace.withoutGit() != null) {
            blocks.add(new Note("Only deployments of exactly this commit are told: " + trace.withoutGit() + "."));
        }
        places(blocks, trace.places());
    }

    private static void places(List<Block> blocks, List<Place> places) {
        List<List<Text>> rows = new ArrayList<>();
        for (Place place : places) {
            if (place.stays().isEmpty()) {
                rows.add(Document.row(place.environment(), "not yet", "", "", ""));
            }
            for (Stay stay : place.stays()) {
                rows.add(Document.row(
                        place.environment(),
                        Texts.instant(stay.from().createdAt()),
                        stay.until() == null ? "" : Texts.instant(stay.until().createdAt()),
                        stay.from().version(),
                        "deployment " + stay.from().id()
                                + (stay.from().promotion() == null
                                        ? ""
                                        : ", promotion " + stay.from().promotion())));
            }
        }
        blocks.add(new Rows(List.of("environment", "from", "until", "came with", "by"), rows));
    }

    /** Where the commits of a ticket went. */
    static Document of(TicketTrace trace) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new FactList()
                .add("Ticket", List.of(new Text(trace.ticket(), trace.link())))
                .done());
        if (trace.commits().isEmpty()) {
            blocks.add(
                    new Note("No commit names it that is deployed, on the source branch or on a branch of its name."));
        }
        for (CommitTrace commit : trace.commits()) {
            blocks.add(new Heading(2, "Commit " + brief(commit.commit())));
            commit(blocks, commit);
        }
        return new Document("Ticket " + trace.ticket() + " of " + trace.application(), blocks);
    }

    /** What a build did, and where its releases went. */
    static Document of(BuildTrace trace) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Rows(
                List.of("what it did", "in", "with", "for", "at"),
                trace.did().stream().map(TraceDocuments::deed).toList()));
        for (BuildTrace.Went release : trace.releases()) {
            blocks.add(new Heading(2, "Version " + release.version()));
            blocks.add(new FactList().add("Release", release.fingerprint()).done());
            places(blocks, release.places());
        }
        return new Document("Build " + trace.build() + " for " + trace.application(), blocks);
    }

    private static List<Text> deed(BuildLink link) {
        return List.of(
                new Text(
                        link.role().word() + (link.gone() ? ", deleted since" : ""),
                        link.gone() ? null : link.build().url()),
                Text.of(link.environment()),
                Text.of(
                        link.deployment() == null
                                ? "promotion " + link.promotion()
                                : "deployment " + link.deployment()),
                Text.of(link.by()),
                Text.of(Texts.instant(link.at())));
    }
}
