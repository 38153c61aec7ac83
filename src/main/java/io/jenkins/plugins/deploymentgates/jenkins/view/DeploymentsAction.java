package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What a build did, kept in its {@code build.xml} and read from there alone, so that it can be shown without the ledger and
 * a ledger can be filled from it. Thread-safe.
 */
@ExportedBean
public final class DeploymentsAction implements RunAction2, BuildBadgeAction {
    private static final long serialVersionUID = 1L;

    /** Of those that {@code history.js} offers, from the usual one on. */
    private static final List<Integer> PERIODS = List.of(30, 90, 365);

    /** Never changed in place: the build may be saved while something is added. */
    private volatile ArrayList<Kept> entries = new ArrayList<>();

    /** Known once the build has it, which is before anybody asks. */
    @CheckForNull
    private transient volatile Run<?, ?> run;

    /** How many entries of the file could not be read. */
    private transient volatile int lost;

    @Override
    public void onAttached(Run<?, ?> r) {
        run = r;
    }

    @Override
    public void onLoad(Run<?, ?> r) {
        run = r;
    }

    private Object readResolve() {
        ArrayList<Kept> whole = new ArrayList<>();
        int unread = 0;
        if (entries != null) {
            for (Kept kept : entries) {
                if (kept != null && kept.isWhole()) {
                    whole.add(kept);
                } else {
                    unread++;
                }
            }
        }
        entries = whole;
        lost = unread;
        return this;
    }

    /** Adds an entry; whether it was not there yet. */
    synchronized boolean add(Kept kept) {
        ArrayList<Kept> more = new ArrayList<>(entries);
        if (more.stream().anyMatch(one -> one.entry.equals(kept.entry))) {
            return false;
        }
        more.add(kept);
        entries = more;
        return true;
    }

    List<Kept> entries() {
        return List.copyOf(entries);
    }

    int lost() {
        return lost;
    }

    @Override
    public String getIconFileName() {
        return DeploymentsRoot.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentsRoot_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }

    /** The build; for the page. */
    @CheckForNull
    public Run<?, ?> getRun() {
        return run;
    }

    /** The applications it did something for, for the matrix; {@code null} when whoever looks may see none. */
    @CheckForNull
    public String getApplications() {
        Set<String> names = new TreeSet<>();
        entries().forEach(kept -> names.add(kept.entry.getApplication()));
        return NameList.visible(names);
    }

    /** The release it did something for, to be found in the history; {@code null} when there are several. */
    @CheckForNull
    public String getVersion() {
        List<BuildEntry> releases = entries().stream().map(kept -> kept.entry).toList();
        boolean one = releases.stream()
                        .map(entry -> List.of(entry.getApplication(), entry.getVersion()))
                        .distinct()
                        .count()
                == 1;
        return one ? releases.get(0).getVersion() : null;
    }

    /** The least of the periods that the history knows, in days, that reaches back to what it did; not less than the usual one. */
    public int getDays() {
        Instant first = Instant.ofEpochMilli(entries().stream()
                .mapToLong(kept -> kept.entry.getAtMillis())
                .min()
                .orElse(Long.MAX_VALUE));
        Instant now = DeploymentGates.get().clock().instant();
        return PERIODS.stream()
                .filter(days -> now.minus(Duration.ofDays(days)).isBefore(first))
                .findFirst()
                .orElse(PERIODS.get(PERIODS.size() - 1));
    }

    public Api getApi() {
        return new Api(this);
    }

    /** Everything the build did, in the order it did it. */
    @Exported(visibility = 2)
    public List<BuildDeed> getDid() {
        Instant now = DeploymentGates.get().clock().instant();
        return entries().stream().map(kept -> new BuildDeed(kept, now)).toList();
    }

    /** For the build's page: of each thing only how it stood last. */
    public List<BuildDeed> getNewest() {
        Map<Object, BuildDeed> newest = new LinkedHashMap<>();
        getDid().forEach(deed -> newest.put(deed.subject(), deed));
        return List.copyOf(newest.values());
    }

    /** For the build history: the things done, one after the other. */
    @CheckForNull
    public String getTooltip() {
        List<BuildDeed> newest = getNewest();
        return newest.isEmpty()
                ? null
                : String.join(", ", newest.stream().map(BuildDeed::getLabel).toList());
    }
}
