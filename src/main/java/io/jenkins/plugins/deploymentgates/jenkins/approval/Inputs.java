package io.jenkins.plugins.deploymentgates.jenkins.approval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;

/**
 * Which answers to {@code input} steps are meant for a {@code promote} step, by their places in the flow of the build. Those
 * that lead to the step and to no {@code promote} before it; and, while it runs, those in branches beside it that have ended
 * without a {@code promote} of their own. So one answer is not taken for the next environment, nor for another region.
 * What Jenkins itself noted at the steps' nodes is looked at, never a parameter or a variable of the script. Stateless.
 */
final class Inputs {
    private Inputs() {}

    /** The ids of who submitted them, first to last. */
    static Set<String> submittersFor(FlowNode step) {
        Map<String, FlowNode> before = leadingTo(step.getParents());
        Map<String, FlowNode> meant = new LinkedHashMap<>(before);
        for (FlowNode earlier : before.values()) {
            if (isPromote(earlier)) {
                meant.keySet().removeAll(leadingTo(List.of(earlier)).keySet());
            }
        }
        List<FlowNode> counted = new ArrayList<>(meant.values());
        for (FlowNode head : step.getExecution().getCurrentHeads()) {
            if (head instanceof BlockEndNode && !before.containsKey(head.getId())) {
                Map<String, FlowNode> beside = leadingTo(List.of(head));
                beside.keySet().removeAll(before.keySet());
                if (!beside.containsKey(step.getId())
                        && beside.values().stream().noneMatch(Inputs::isPromote)) {
                    counted.addAll(beside.values());
                }
            }
        }
        return submitters(counted);
    }

    private static Set<String> submitters(Collection<FlowNode> nodes) {
        List<FlowNode> sorted = new ArrayList<>(nodes);
        // Ids count up.
        sorted.sort((one, other) -> Integer.compare(number(one), number(other)));
        Set<String> found = new LinkedHashSet<>();
        for (FlowNode node : sorted) {
            InputSubmittedAction submitted = node.getPersistentAction(InputSubmittedAction.class);
            if (submitted != null && submitted.getApprover() != null && is(node, "input")) {
                found.add(submitted.getApprover());
            }
        }
        return found;
    }

    private static int number(FlowNode node) {
        return node.getId().matches("[0-9]{1,9}") ? Integer.parseInt(node.getId()) : 0;
    }

    /** These nodes and all before them. */
    private static Map<String, FlowNode> leadingTo(List<FlowNode> last) {
        Map<String, FlowNode> found = new LinkedHashMap<>();
        Deque<FlowNode> left = new ArrayDeque<>(last);
        while (!left.isEmpty()) {
            FlowNode node = left.pop();
            if (found.putIfAbsent(node.getId(), node) == null) {
                left.addAll(node.getParents());
            }
        }
        return found;
    }

    /** A step that asks for a promotion, which one that only explains does not. */
    private static boolean isPromote(FlowNode node) {
        return is(node, "promote")
                && !Boolean.TRUE.equals(ArgumentsAction.getArguments(node).get("explain"));
    }

    private static boolean is(FlowNode node, String step) {
        return node instanceof StepNode known
                && known.getDescriptor() != null
                && known.getDescriptor().getFunctionName().equals(step);
    }
}
