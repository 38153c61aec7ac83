package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.FolderSettings;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.StoredZip;
import io.jenkins.plugins.deploymentgates.git.ZipRelease;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The zip files of an environment that has no repository. Used by one thread. */
final class ZipReleases {
    /** Not in the names of files on Windows, which may unpack what Linux packed. */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\:*?\"<>|]");

    private final Application application;
    private final String environment;
    private final Repositories repositories;

    ZipReleases(Application application, String environment, Repositories repositories) {
        this.application = application;
        this.environment = environment;
        this.repositories = repositories;
    }

    /**
     * The zip file of a release. Nothing of when, why and by whom is in it, so that promoting the same again makes the
     * same file.
     *
     * @throws GitException when there cannot be such a file
     */
    ZipRelease of(String version, String fingerprint, String commit) {
        FolderSettings settings =
                Objects.requireNonNull(application.requiredGit().folders());
        Path folder = Path.of(Objects.requireNonNull(settings.zipFolder(environment)));
        if (!Files.isDirectory(folder)) {
            throw new GitException("'" + folder + "', where the zip releases of " + environment
                    + " go, is no folder; create it, or correct git.folders.targets." + environment + ".zip");
        }
        String name = application.name() + "-" + version + ".zip";
        if (NOT_IN_NAMES.matcher(name).find()) {
            throw new GitException("a file cannot be called " + Names.quote(name) + "; promote " + application.name()
                    + " under a version without the characters / \\ : * ? \" < > |");
        }
        Map<String, String> about = new LinkedHashMap<>();
        about.put("application", application.name());
        about.put("version", version);
        about.put("release", fingerprint);
        return Objects.requireNonNull(repositories.line())
                .folders()
                .zip(commit, FolderSet.of(settings.paths()), settings.removable(), about, folder.resolve(name));
    }

    /** The same of what is planned. */
    ZipRelease of(Plan plan) {
        Release release = plan.release();
        return of(release.version(), release.fingerprint(), Objects.requireNonNull(plan.commit()));
    }

    /** Whether the file of what was deployed is there as it was written. */
    DriftFinding drift(Deployment deployment) {
        String commit = Objects.requireNonNull(deployment.commit());
        StoredZip zip =
                of(deployment.version(), deployment.fingerprint(), commit).stored();
        return switch (zip.state()) {
            case THERE -> DriftFinding.none(commit);
            case ABSENT -> new DriftFinding(null, List.of("'" + zip.file() + "' is not there"), List.of());
            case ANOTHER ->
                new DriftFinding(
                        null,
                        List.of("'" + zip.file() + "' has another content than " + deployment.version() + " at "
                                + Texts.commit(commit)),
                        List.of());
        };
    }
}
