package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where the pages are, relative to the controller's root and without a slash before; stable, so they may be kept. */
public final class Links {
    /** The page of all applications. */
    public static final String ROOT = "deployments/";

    private Links() {}

    /** The page of an application. */
    public static String application(String name) {
        return ROOT + "application/" + Util.rawEncode(name) + "/";
    }

    /** What a promotion into the environment would meet. */
    public static String explain(String application, String environment) {
        return application(application) + "explain/" + Util.rawEncode(environment) + "/";
    }

    /** The same for a version other than what is upstream now. */
    public static String explain(String application, String environment, @CheckForNull String version) {
        return explain(application, environment) + query(version);
    }

    /** The query that names a version; empty for none. */
    static String query(@CheckForNull String version) {
        return version == null ? "" : "?version=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
    }

    /** The page of an environment with all its applications. */
    public static String environment(String name) {
        return ROOT + "environment/" + Util.rawEncode(name) + "/";
    }

    /** The page of a release, by its version or its fingerprint. */
    public static String release(String application, String versionOrFingerprint) {
        return ROOT + "release/" + Util.rawEncode(application) + "/" + Util.rawEncode(versionOrFingerprint) + "/";
    }

    /** The page of a deployment. */
    public static String deployment(long id) {
        return ROOT + "deployment/" + id + "/";
    }

    /** The page of a deployment. */
    public static String of(Deployment deployment) {
        return deployment(deployment.id());
    }

    /** The page of a promotion. */
    public static String promotion(long id) {
        return ROOT + "promotion/" + id + "/";
    }

    /** The page of a promotion. */
    public static String of(Promotion promotion) {
        return promotion(promotion.id());
    }

    /** What a build did. */
    public static String of(Run<?, ?> run) {
        return run.getUrl() + ROOT;
    }

    /** Promotions that wait. */
    public static String waiting() {
        return ROOT + "waiting/";
    }
}
