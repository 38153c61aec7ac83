package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.PROSE;
import static io.jenkins.plugins.deploymentgates.config.Shapes.blankable;
import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.list;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;
import static io.jenkins.plugins.deploymentgates.config.Shapes.someOf;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Items;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import io.jenkins.plugins.deploymentgates.config.Shape.Named;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Locale;

/** The table of what is in the files of DeployDB's configuration directory. */
final class DeployDbLayout {
    private static final Text SAID = new Text(new TextFormat("a text", "\\S", DeployDbLayout::said));
    private static final Items PROMOTIONS = list(new Text(TextFormat.name("promotion")), "[smoke]");
    private static final Items URLS =
            new Items(new Text(Formats.WEB_URL), "[\"https://jenkins.example.com/job/deploy/build\"]", true, true);

    static final Fields SERVICE = fields(
            required("description", SAID, "what the service is"),
            required(
                    "artifacts",
                    someOf(new Text(Formats.MODULE), "[com.example:service]"),
                    "what it owns, as group:name"),
            required(
                    "pipelines",
                    someOf(new Text(TextFormat.name("pipeline")), "[dev-to-prod]"),
                    "the pipelines it goes through"),
            key("promotions", PROMOTIONS, "Required on every deployment."),
            key(
                    "failure_strategy",
                    new Text(TextFormat.checked("Stop", "(?i)^stop$", DeployDbLayout::strategy)),
                    "What happens when a deployment fails."));

    static final Fields PIPELINE = fields(
            key("description", PROSE, "What the pipeline is."),
            required(
                    "environments",
                    new Named(
                            TextFormat.name("environment"),
                            blankable(key("promotions", PROMOTIONS, "Required on deployments there.")),
                            "dev: {promotions: [smoke]}",
                            false),
                    "its environments in the order of promotion"));

    static final Fields WEBHOOK = fields(
            key(
                    "deployment",
                    fields(
                            key("created", URLS, "Told when a deployment is created."),
                            key("started", URLS, "Told when a deployment is started."),
                            key("completed", URLS, "Told when a deployment is completed."),
                            key("verified", URLS, "Told when a deployment is verified.")),
                    "Told of deployments."),
            key("promotion", fields(key("completed", URLS, "Told of each result.")), "Told of promotions."));

    /** The webhooks of an environment are {@code webhooks} in DeployDB's first releases, {@code webhook} in later ones. */
    static final Fields ENVIRONMENT = fields(
            required("description", SAID, "what the environment is"),
            key("webhooks", WEBHOOK, "Told of what happens there."),
            key("webhook", WEBHOOK, "Told of what happens there."));

    static final Fields PROMOTION = fields(
            key(
                    "type",
                    new Text(TextFormat.checked("the class of a promotion", null, DeployDbLayout::type)),
                    "What kind of promotion it is."),
            key("description", PROSE, "What the promotion is."),
            key(
                    "attributes",
                    fields(key(
                            "allowedGroup", new Text(TextFormat.name("group")), "Who may report a manual promotion.")),
                    "Settings of its type."));

    private DeployDbLayout() {}

    /**
     * Whether only a group may report a promotion of this type, which the last part of the class's name tells. One without
     * a type is a basic one, as in DeployDB's first releases.
     *
     * @throws InvalidInputException when DeployDB has no such type
     */
    static boolean isManual(@CheckForNull String type) {
        return type != null
                && switch (type.substring(type.lastIndexOf('.') + 1)) {
                    case "BasicPromotion", "BasicPromotionImpl" -> false;
                    case "ManualLDAPPromotion", "ManualLDAPPromotionImpl" -> true;
                    default ->
                        throw new InvalidInputException(Names.quote(type)
                                + " is not supported; valid are deploydb.models.promotion.BasicPromotionImpl and"
                                + " deploydb.models.promotion.ManualLDAPPromotionImpl");
                };
    }

    private static String type(String text) {
        isManual(text);
        return text;
    }

    private static Object said(String text) {
        if (text.isBlank()) {
            throw new InvalidInputException("is empty; it must be a text");
        }
        return PROSE.format().parser().apply(text);
    }

    private static String strategy(String text) {
        if (!text.toLowerCase(Locale.ROOT).equals("stop")) {
            throw new InvalidInputException(
                    Names.quote(text) + " is not valid; the only strategy that DeployDB has is Stop");
        }
        return text;
    }

    private static Key key(String name, Shape shape, String description) {
        return Shapes.key(name, shape, null, description);
    }
}
