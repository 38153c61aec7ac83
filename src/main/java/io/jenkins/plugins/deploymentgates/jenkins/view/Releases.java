package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.StaplerProxy;

/** The releases of one application, by version or fingerprint; nothing but the way to their pages. */
public final class Releases implements StaplerProxy {
    private final String application;

    Releases(String application) {
        this.application = application;
    }

    @Override
    public Object getTarget() {
        return this;
    }

    /** {@code VERSION} or {@code FINGERPRINT}. */
    @CheckForNull
    public ReleasePage getDynamic(String versionOrFingerprint) {
        return ReleasePage.find(application, versionOrFingerprint);
    }
}
