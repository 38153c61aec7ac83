package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a matrix says about a place besides version and state, in words. Stateless. */
final class MatrixNotes {
    private static final int SHORT = 10;

    private MatrixNotes() {}

    static List<String> of(Place place) {
        List<String> notes = new ArrayList<>();
        if (place.hold() != null) {
            notes.add("held by " + place.hold().by() + ": " + place.hold().reason());
        }
        if (place.offLine() != null) {
            String commit = place.offLine();
            notes.add("off the line since " + commit.substring(0, Math.min(SHORT, commit.length())));
        }
        if (place.drift() != null) {
            notes.add("drifted: " + place.drift().reason());
        }
        Deployment deployment = place.deployment();
        if (deployment != null && deployment.outOfBand() != null) {
            notes.add("out of band");
        }
        if (deployment != null && deployment.voided() != null) {
            notes.add("evidence void: " + deployment.voided());
        }
        place.waiting()
                .forEach(promotion -> notes.add("waiting: " + promotion.version() + " (" + promotion.id() + ")"));
        if (place.behind() != null && place.behind() > 0) {
            notes.add(Texts.count(place.behind(), "commit") + " behind");
        }
        place.newer().forEach(upstream -> notes.add("next: " + upstream.label() + " from " + upstream.environment()));
        return notes;
    }
}
