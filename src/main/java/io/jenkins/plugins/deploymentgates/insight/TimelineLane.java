package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Deployment.Cause;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What happened in one environment, in the order of time, for drawing: as {@code history-model.js} has it. Immutable. */
record TimelineLane(String environment, List<Span> spans, List<HoldSpan> holds, List<Hotfix> hotfixes) {
    TimelineLane {
        spans = List.copyOf(spans);
        holds = List.copyOf(holds);
        hotfixes = List.copyOf(hotfixes);
    }

    /**
     * A deployment while it was there.
     *
     * @param to when it ended; now where it has not
     */
    record Span(Deployment deployment, Instant to) {
        Instant from() {
            return deployment.createdAt();
        }

        /** The sign of how it came, if it has one. */
        @CheckForNull
        String came() {
            return deployment.cause() == Cause.ROLLBACK
                    ? "rollback"
                    : deployment.cause() == Cause.HOTFIX ? "hotfix" : null;
        }

        /** How it went on. */
        List<Stage> stages() {
            List<Stage> moves = new ArrayList<>();
            move(moves, "deploying", deployment.createdAt());
            move(moves, "deployed", deployment.completedAt());
            move(moves, "verified", deployment.verifiedAt());
            move(moves, "failed", deployment.failedAt());
            List<Stage> found = new ArrayList<>();
            for (int i = 0; i < moves.size(); i++) {
                boolean last = i + 1 == moves.size();
                Stage move = moves.get(i);
                Instant end = last ? to : moves.get(i + 1).from();
                if (last || end.isAfter(move.from())) {
                    found.add(new Stage(move.state(), move.from(), end));
                }
            }
            return found;
        }

        private void move(List<Stage> moves, String state, @CheckForNull Instant at) {
            if (at != null && !at.isAfter(to)) {
                moves.add(new Stage(state, at, at));
            }
        }
    }

    /** From when until when it was in a state. */
    record Stage(String state, Instant from, Instant to) {}

    /**
     * The lanes of an application's timeline.
     *
     * @param pipeline the environments that have one whatever happened, in their order; others follow by name
     * @param now until when what has not ended is drawn
     */
    static List<TimelineLane> of(Timeline timeline, List<String> pipeline, Instant now) {
        Map<String, List<Span>> spans = new LinkedHashMap<>();
        pipeline.forEach(environment -> spans.put(environment, new ArrayList<>()));
        TreeSet<String> others = new TreeSet<>();
        timeline.deployments().forEach(one -> others.add(one.environment()));
        others.forEach(environment -> spans.computeIfAbsent(environment, none -> new ArrayList<>()));
        for (Deployment one : timeline.deployments()) {
            Instant end = one.endedAt() == null ? now : one.endedAt();
            // Clocks are set back now and then.
            spans.get(one.environment()).add(new Span(one, end.isBefore(one.createdAt()) ? one.createdAt() : end));
        }
        return spans.entrySet().stream()
                .map(lane -> new TimelineLane(
                        lane.getKey(),
                        lane.getValue(),
                        timeline.holds().stream()
                                .filter(hold -> hold.environment().equals(lane.getKey()))
                                .toList(),
                        timeline.hotfixes().stream()
                                .filter(hotfix -> hotfix.from().equals(lane.getKey()))
                                .toList()))
                .toList();
    }
}
