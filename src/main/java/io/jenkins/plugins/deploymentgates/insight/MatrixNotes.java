package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.Matrix.Note;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Sign;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;

/** What a matrix says about a place besides version and state, in words. Stateless. */
final class MatrixNotes {
    private static final int SHORT = 10;

    private MatrixNotes() {}

    static List<Note> of(Place place) {
        List<Note> notes = new ArrayList<>();
        if (place.hold() != null) {
            notes.add(new Note(
                    Sign.HOLD,
                    "held by " + place.hold().by() + ": " + place.hold().reason()));
        }
        if (place.offLine() != null) {
            String commit = place.offLine();
            notes.add(new Note(
                    Sign.OFF_LINE, "off the line since " + commit.substring(0, Math.min(SHORT, commit.length()))));
        }
        if (place.drift() != null) {
            notes.add(new Note(Sign.DRIFTED, "drifted: " + place.drift().reason()));
        }
        Deployment deployment = place.deployment();
        if (deployment != null && deployment.outOfBand() != null) {
            notes.add(new Note(Sign.OUT_OF_BAND, "out of band"));
        }
        if (deployment != null && deployment.voided() != null) {
            notes.add(new Note(Sign.VOIDED, "evidence void: " + deployment.voided()));
        }
        place.waiting()
                .forEach(promotion -> notes.add(
                        new Note(Sign.WAITING, "waiting: " + promotion.version() + " (" + promotion.id() + ")")));
        if (place.behind() != null && place.behind() > 0) {
            notes.add(new Note(Sign.BEHIND, Texts.count(place.behind(), "commit") + " behind"));
        }
        place.newer()
                .forEach(upstream -> notes.add(
                        new Note(Sign.NEWER, "next: " + upstream.label() + " from " + upstream.environment())));
        return notes;
    }
}
