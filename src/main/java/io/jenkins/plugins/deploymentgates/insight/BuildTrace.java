package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build did, and where and when the releases that it had to do with were deployed: the way back from a
 * {@link Report}.
 *
 * @param build its job and number, such as {@code deploy/shop #12}
 * @param did what it did with deployments and promotions of the application, oldest first; at least one
 */
public record BuildTrace(String application, String build, List<BuildLink> did, List<Went> releases) {
    private static final Pattern BUILD = Pattern.compile("(?<job>.*\\S)\\s*#(?<number>[1-9][0-9]{0,8})");

    public BuildTrace {
        did = List.copyOf(did);
        releases = List.copyOf(releases);
    }

    /**
     * A release.
     *
     * @param places every environment of the pipeline, in its order, and others where it was
     */
    public record Went(String version, String fingerprint, List<CommitTrace.Place> places) {
        public Went {
            places = List.copyOf(places);
        }
    }

    /**
     * Follows a build. Git is not asked.
     *
     * @param build the full name of its job, {@code #} and its number; that of a build that was deleted, too
     * @throws InvalidInputException when there is no such application, that is no build, or it did nothing with the
     *     application
     */
    public static BuildTrace read(LedgerView view, Configuration configuration, String application, String build) {
        CommitTrace.Source source = CommitTrace.Source.read(view, configuration, application);
        Matcher matcher = BUILD.matcher(build.strip());
        if (!matcher.matches()) {
            throw new InvalidInputException("build " + Names.quote(build)
                    + " is none; valid is the full name of a job, # and a number, such as deploy/shop#12");
        }
        String job = matcher.group("job");
        int number = Integer.parseInt(matcher.group("number"));
        List<BuildLink> did = view.buildsNamed(job, number).stream()
                .filter(link -> link.application().equals(application))
                .toList();
        if (did.isEmpty()) {
            throw new InvalidInputException("build " + Names.quote(job + " #" + number) + " did nothing with "
                    + application + " that is in the ledger; builds are named by their job's full name and number");
        }
        Set<String> fingerprints = new LinkedHashSet<>();
        for (BuildLink link : did) {
            if (link.deployment() != null) {
                view.deployment(link.deployment()).ifPresent(one -> fingerprints.add(one.fingerprint()));
            }
            if (link.promotion() != null) {
                view.promotion(link.promotion()).ifPresent(one -> fingerprints.add(one.fingerprint()));
            }
        }
        List<Went> releases = new ArrayList<>();
        for (String fingerprint : fingerprints) {
            String version = view.release(fingerprint).map(Release::version).orElseThrow();
            releases.add(new Went(version, fingerprint, CommitTrace.places(source, one -> one.fingerprint()
                    .equals(fingerprint))));
        }
        return new BuildTrace(application, did.get(0).build().label(), did, releases);
    }
}
