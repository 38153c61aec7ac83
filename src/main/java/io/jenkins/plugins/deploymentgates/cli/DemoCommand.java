package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code demo}: tells a story with real repositories in a folder of its own. */
@Command(
        name = "demo",
        description = {
            "Show a pipeline at work: a refused promotion, the way to production with approvals, a freeze, a rollback",
            "and a hotfix, on real Git repositories in a new folder. Asks nothing and leaves nothing running."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates demo", "  deployment-gates demo folders --folder /tmp/shop-demo"})
final class DemoCommand extends Verb {
    private static final String FAST_FORWARD = "fast-forward";
    private static final String RELEASE_FILE = "release-file";
    private static final String FOLDERS = "folders";
    private static final String DEPLOYMENT_FILES = "deployment-files";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "MECHANIC",
            defaultValue = FAST_FORWARD,
            description =
                    "The way of promoting: fast-forward, release-file, folders or deployment-files (default: ${DEFAULT-VALUE}).")
    String mechanic = FAST_FORWARD;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "Where to put repositories, configuration and ledger; empty or new (else a temporary folder).")
    @CheckForNull
    Path folder;

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    Reach reach() {
        return Reach.NEITHER;
    }

    @Override
    public Integer call() {
        switch (mechanic) {
            case FAST_FORWARD -> new FastForwardDemo(session().host(), folder()).run();
            case RELEASE_FILE -> new ReleaseFileDemo(session().host(), folder()).run();
            case FOLDERS -> new FoldersDemo(session().host(), folder()).run();
            case DEPLOYMENT_FILES -> new DeploymentFilesDemo(session().host(), folder()).run();
            default ->
                throw new InvalidInputException("there is no demo " + Names.quote(mechanic) + "; there are "
                        + Texts.and(List.of(FAST_FORWARD, RELEASE_FILE, FOLDERS, DEPLOYMENT_FILES)));
        }
        return CommandLineTool.DONE;
    }

    private Path folder() {
        try {
            if (folder == null) {
                return Files.createTempDirectory("deployment-gates-demo-").toRealPath();
            }
            Files.createDirectories(folder);
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new InvalidInputException(
                            "folder " + Names.quote(folder.toString()) + " is not empty; name an empty or a new one");
                }
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new DeploymentGatesException(
                    "the demo's folder " + (folder == null ? "" : Names.quote(folder.toString()) + " ")
                            + "cannot be made: " + e.getMessage(),
                    e);
        }
    }
}
