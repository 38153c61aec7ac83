package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code /deployments/release/APPLICATION/VERSION}: what it is made of, where it was, and where it could go. */
public final class ReleasePage extends Page {
    private final Release release;
    private final List<Other> others;
    private final List<Place> places;

    private ReleasePage(Release release, List<Other> others, List<Place> places) {
        this.release = release;
        this.others = others;
        this.places = places;
    }

    /**
     * Finds a release; the one recorded last where several have the version.
     *
     * @param application one that may be seen
     * @param token a version or a fingerprint
     */
    @CheckForNull
    static ReleasePage find(String application, String token) {
        DeploymentGates gates = DeploymentGates.get();
        Application configured = gates.configuration().application(application);
        return gates.read(view -> view.release(token)
                .filter(found -> found.application().equals(application))
                .or(() -> view.releases(application, token).stream().findFirst())
                .map(found -> read(view, configured, found, now()))
                .orElse(null));
    }

    private static ReleasePage read(LedgerView view, Application application, Release release, Instant now) {
        List<Place> places = new ArrayList<>();
        for (String environment : application.pipeline().keySet()) {
            List<DeploymentRow> newest = DeploymentRow.of(
                    view, view.deploymentsOf(application.name(), environment, release.fingerprint(), 1), now);
            boolean current = view.current(application.name(), environment)
                    .filter(one -> one.fingerprint().equals(release.fingerprint()))
                    .isPresent();
            places.add(new Place(release, environment, newest.isEmpty() ? null : newest.get(0), current));
        }
        List<Other> others = view.releases(application.name(), release.version()).stream()
                .filter(other -> !other.fingerprint().equals(release.fingerprint()))
                .map(Other::new)
                .toList();
        return new ReleasePage(release, others, places);
    }

    @Override
    public String getDisplayName() {
        return release.application() + " " + release.version();
    }

    @Override
    public String getUrl() {
        return Links.release(release.application(), release.fingerprint());
    }

    public String getApplication() {
        return release.application();
    }

    public String getApplicationUrl() {
        return Links.application(release.application());
    }

    public String getFingerprint() {
        return release.fingerprint();
    }

    /** The commit at which it was first recorded; {@code null} without a repository. */
    @CheckForNull
    public String getCommit() {
        return release.commit();
    }

    /** As {@code group:name:version} with the digest if there is one. */
    public List<String> getArtifacts() {
        return release.artifacts().stream().map(Artifact::reference).toList();
    }

    /** Other combinations with the same version. */
    public List<Other> getOthers() {
        return others;
    }

    /** The application's environments, upstream before downstream. */
    public List<Place> getPlaces() {
        return places;
    }

    /** Another combination with the same version. */
    public static final class Other {
        private final Release release;

        Other(Release release) {
            this.release = release;
        }

        public String getFingerprint() {
            return release.fingerprint();
        }

        public String getUrl() {
            return Links.release(release.application(), release.fingerprint());
        }
    }

    /** The release in one environment. */
    public static final class Place {
        private final Release release;
        private final String environment;

        @CheckForNull
        private final DeploymentRow deployment;

        private final boolean current;

        Place(Release release, String environment, @CheckForNull DeploymentRow deployment, boolean current) {
            this.release = release;
            this.environment = environment;
            this.deployment = deployment;
            this.current = current;
        }

        public String getEnvironment() {
            return environment;
        }

        public String getEnvironmentUrl() {
            return Links.environment(environment);
        }

        /** Its newest deployment there; {@code null} when it never was there. */
        @CheckForNull
        public DeploymentRow getDeployment() {
            return deployment;
        }

        /** Whether it is there now. */
        public boolean isCurrent() {
            return current;
        }

        /** What promoting it there would meet. */
        public String getExplainUrl() {
            return Links.explain(release.application(), environment, release.version());
        }
    }
}
