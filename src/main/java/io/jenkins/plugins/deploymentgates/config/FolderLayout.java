package io.jenkins.plugins.deploymentgates.config;

import static io.jenkins.plugins.deploymentgates.config.Shapes.fields;
import static io.jenkins.plugins.deploymentgates.config.Shapes.key;
import static io.jenkins.plugins.deploymentgates.config.Shapes.required;
import static io.jenkins.plugins.deploymentgates.config.Shapes.someOf;

import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import io.jenkins.plugins.deploymentgates.config.Shape.Flag;
import io.jenkins.plugins.deploymentgates.config.Shape.Named;
import io.jenkins.plugins.deploymentgates.config.Shape.Text;
import java.util.List;

/** The part of {@link Layout} that is for the mechanic {@code folders}. */
final class FolderLayout {
    private static final Fields TARGET = new Fields(
            List.of(
                    required(
                            "repository",
                            new Text(TextFormat.line("the URL or path of a Git repository")),
                            "URL or path of the Git repository, unless zip is given"),
                    key(
                            "credentials",
                            new Text(TextFormat.line("the id of credentials")),
                            null,
                            "As for the application's repository."),
                    key("branch", new Text(Formats.BRANCH), "main", "The branch that is deployed from."),
                    key(
                            "zip",
                            new Text(Formats.ABSOLUTE_FOLDER),
                            null,
                            "Instead of repository: the absolute path of a folder that gets a zip file a release.")),
            false,
            List.of("repository", "zip"),
            null);

    static final Fields FOLDERS = fields(
            required(
                    "paths",
                    someOf(new Text(Formats.FOLDER), "[apps, infra]"),
                    "the folders that are copied, such as [apps, infra]"),
            key(
                    "removable",
                    new Flag(),
                    false,
                    "Whether a folder that is missing at the source may be removed from a target."),
            key(
                    "author",
                    new Text(Formats.PERSON),
                    null,
                    "The author of the commits in the targets, as Name <mail>; else whoever asked."),
            key("committer", new Text(Formats.PERSON), null, "The committer, as the author."),
            key(
                    "commitLink",
                    new Text(Formats.COMMIT_LINK),
                    null,
                    "Where a commit of the source can be looked at, with {commit} for its id; linked in the messages."),
            key(
                    "tickets",
                    new Text(Formats.REGULAR_EXPRESSION),
                    null,
                    "A regular expression for the work items that the messages list."),
            required(
                    "targets",
                    new Named(TextFormat.name("environment"), TARGET, "dev: {repository: ...}", false),
                    "the repository of each environment, such as dev: {repository: ...}, or {zip: ...}"));

    private FolderLayout() {}
}
