package io.jenkins.plugins.deploymentgates.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders the environments of a pipeline. */
final class StageOrder {
    private StageOrder() {}

    /**
     * Upstream before downstream; otherwise the order of the map is kept.
     *
     * @param upstreams the direct upstreams by environment; unknown ones are ignored
     * @return all that are on no cycle and not behind one
     */
    static List<String> sort(Map<String, List<String>> upstreams) {
        Set<String> placed = new LinkedHashSet<>();
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<String, List<String>> one : upstreams.entrySet()) {
                if (!placed.contains(one.getKey())
                        && one.getValue().stream().allMatch(up -> placed.contains(up) || !upstreams.containsKey(up))) {
                    placed.add(one.getKey());
                    found = true;
                    break;
                }
            }
        }
        return List.copyOf(placed);
    }

    /**
     * The cycles.
     *
     * @return each in the direction of promotion, its first environment again at its end; none shares an environment
     */
    static List<List<String>> cycles(Map<String, List<String>> upstreams) {
        Map<String, List<String>> left = new LinkedHashMap<>(upstreams);
        List<List<String>> cycles = new ArrayList<>();
        left.keySet().removeAll(sort(left));
        while (!left.isEmpty()) {
            List<String> cycle = cycleIn(left);
            cycles.add(cycle);
            left.keySet().removeAll(cycle);
            left.keySet().removeAll(sort(left));
        }
        return cycles;
    }

    /** Walks upstream until an environment comes again; every one here has an upstream here. */
    private static List<String> cycleIn(Map<String, List<String>> left) {
        List<String> walked = new ArrayList<>();
        String next = left.keySet().iterator().next();
        while (!walked.contains(next)) {
            walked.add(0, next);
            next = upstreamIn(left, next);
        }
        List<String> cycle = new ArrayList<>(walked.subList(0, walked.indexOf(next) + 1));
        // begin with the one that is written first
        String first =
                left.keySet().stream().filter(cycle::contains).findFirst().orElseThrow();
        Collections.rotate(cycle, -cycle.indexOf(first));
        cycle.add(first);
        return cycle;
    }

    private static String upstreamIn(Map<String, List<String>> left, String environment) {
        return left.get(environment).stream()
                .filter(left::containsKey)
                .findFirst()
                .orElseThrow();
    }
}
