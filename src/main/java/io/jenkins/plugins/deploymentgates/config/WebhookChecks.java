package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What webhooks say about the rest of the configuration. Works on what is right so far. */
final class WebhookChecks {
    private final Tree root;
    private final BiConsumer<Tree, String> mistakes;

    /** @param mistakes takes the tree that is wrong and what is wrong with it, with its path */
    WebhookChecks(Tree root, BiConsumer<Tree, String> mistakes) {
        this.root = root;
        this.mistakes = mistakes;
    }

    /** @param stages the environments of all pipelines */
    void run(Set<String> stages) {
        Map<String, Tree> settings = root.named("environments");
        Set<String> environments = new LinkedHashSet<>(settings.keySet());
        environments.addAll(stages);
        Set<String> tiers = new LinkedHashSet<>();
        environments.forEach(name -> {
            Tree tier = settings.containsKey(name) ? settings.get(name).at("tier") : null;
            tiers.add(tier == null ? "test" : (String) tier.value());
        });
        Tree webhooks = root.at("webhooks");
        int index = 0;
        for (Tree webhook : webhooks == null ? List.<Tree>of() : webhooks.items()) {
            index++;
            String path = "webhooks[" + index + "].";
            named(
                    path + "applications",
                    webhook.at("applications"),
                    "application",
                    root.named("applications").keySet());
            named(path + "environments", webhook.at("environments"), "environment", environments);
            named(path + "tiers", webhook.at("tiers"), "environment of the tier", tiers);
        }
    }

    /** A name that fits nothing would keep everything back without a word; a pattern may be meant for what comes. */
    private void named(String path, @CheckForNull Tree list, String what, Set<String> valid) {
        int index = 0;
        for (Tree item : list == null ? List.<Tree>of() : list.items()) {
            index++;
            String written = (String) item.value();
            if (!written.contains("*") && !valid.contains(written)) {
                mistakes.accept(
                        item,
                        path + "[" + index + "]: there is no " + what + " " + Names.quote(written)
                                + (valid.isEmpty() ? "" : DidYouMean.among("valid are", written, valid)));
            }
        }
    }
}
