package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes one tree of several files': mappings are united and must not have a name in common, lists are joined. */
final class Merge {
    private Merge() {}

    /** @param problems takes each name that is defined twice */
    static Tree all(List<Tree> roots, Consumer<Problem> problems) {
        Map<String, Tree> sections = new LinkedHashMap<>();
        for (Tree root : roots) {
            root.fields()
                    .forEach((name, section) ->
                            sections.merge(name, section, (before, more) -> unite(name, before, more, problems)));
        }
        return new Tree(roots.get(0).key(), roots.get(0).place(), sections);
    }

    private static Tree unite(String section, Tree before, Tree more, Consumer<Problem> problems) {
        if (before.value() instanceof List || more.value() instanceof List) {
            List<Tree> items = new ArrayList<>(before.items());
            items.addAll(more.items());
            return new Tree(before.key(), before.place(), items);
        }
        Map<String, Tree> united = new LinkedHashMap<>(before.fields());
        more.fields().forEach((name, tree) -> {
            Tree first = united.putIfAbsent(name, tree);
            if (first != null) {
                problems.accept(tree.key()
                        .problem(section + ": " + Names.quote(name) + " is defined twice; the first is at "
                                + first.key()));
            }
        });
        return new Tree(before.key(), before.place(), united);
    }
}
