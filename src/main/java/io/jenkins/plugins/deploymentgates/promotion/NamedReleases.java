package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of the releases that were good in an environment people mean. Stateless. */
final class NamedReleases {
    /** So many digits of a commit or fingerprint are shown. */
    private static final int SHOWN = 10;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{7,64}");

    private NamedReleases() {}

    /**
     * The release that is called so; else the one whose commit or fingerprint begins so.
     *
     * @param good good deployments, newest first
     * @throws RefusedException when there are several
     */
    static Optional<Deployment> of(List<Deployment> good, String application, String environment, String name) {
        List<Deployment> found =
                once(good).stream().filter(one -> one.version().equals(name)).toList();
        if (found.isEmpty()) {
            found = once(good).stream()
                    .filter(one -> isOf(name, one.commit(), one.fingerprint()))
                    .toList();
        }
        if (found.size() > 1) {
            throw new RefusedException(application + " at " + environment + " cannot be rolled back to "
                    + Names.quote(name) + ", as " + found.size() + " releases that were verified there are called so: "
                    + found.stream().map(NamedReleases::identified).collect(Collectors.joining("; "))
                    + ". Name the commit or the release instead of the version");
        }
        return found.stream().findFirst();
    }

    private static String identified(Deployment one) {
        return "deployment " + one.id() + " of " + Texts.instant(one.createdAt())
                + (one.commit() == null ? "" : ", commit " + shortened(one.commit())) + ", release "
                + shortened(one.fingerprint());
    }

    /** Commits that no repository is asked about may be recorded with fewer digits. */
    private static String shortened(String id) {
        return id.substring(0, Math.min(SHOWN, id.length()));
    }

    /** Whether these are the first digits of the commit or the fingerprint, and enough of them. */
    static boolean isOf(String digits, @CheckForNull String commit, String fingerprint) {
        return DIGITS.matcher(digits).matches()
                && (commit != null && commit.startsWith(digits) || fingerprint.startsWith(digits));
    }

    /** The newest of each release, newest first. */
    static List<Deployment> once(List<Deployment> deployments) {
        Map<String, Deployment> newest = new LinkedHashMap<>();
        deployments.forEach(one -> newest.putIfAbsent(one.fingerprint(), one));
        return List.copyOf(newest.values());
    }
}
