package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.insight.Report.Changes;
import io.jenkins.plugins.deploymentgates.insight.Report.Decided;
import io.jenkins.plugins.deploymentgates.insight.Report.Definition;
import io.jenkins.plugins.deploymentgates.insight.Report.Delivery;
import io.jenkins.plugins.deploymentgates.insight.Report.Step;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the ledger tells for a {@link Report}, read in one piece so that no reading work waits for Git. Immutable. */
public final class ReportSource {
    /** More deployments of one version in one environment are not reported. */
    public static final int MOST = 100;

    private static final int NAMED = 5;

    /** Where addresses keep what nobody but their owner should read: user information and queries. */
    private static final Pattern SECRET = Pattern.compile("(?<=://)[^/\\s\"']*@|(?<=[a-z0-9/])\\?[^\\s\"',}]+");

    private final Application application;
    private final Report untold;

    private ReportSource(Application application, Report untold) {
        this.application = application;
        this.untold = untold;
    }

    /** The application in the configuration. */
    public Application application() {
        return application;
    }

    /** Whether there is anything to ask Git. */
    public boolean hasCommits() {
        return application.git() != null
                && untold.deliveries().stream().anyMatch(one -> one.deployment().commit() != null);
    }

    /** The report with what each delivery changed. */
    Report report(Function<Step, Changes> changes) {
        List<Delivery> told = untold.deliveries().stream()
                .map(one -> new Delivery(
                        one.deployment(),
                        one.release(),
                        one.replaced(),
                        one.before(),
                        changes.apply(new Step(one.replaced(), one.deployment())),
                        one.promotion(),
                        one.builds(),
                        one.verifications(),
                        one.failure(),
                        one.definition(),
                        one.decided()))
                .toList();
        return new Report(
                untold.application(),
                untold.environment(),
                untold.version(),
                untold.asOf(),
                told,
                untold.definitions());
    }

    /**
     * Reads it.
     *
     * @throws InvalidInputException when there is no such application, or the version was never in the environment
     */
    static ReportSource read(
            LedgerView view, Configuration configuration, String application, String environment, String version) {
        Application known = configuration.application(application);
        List<Deployment> found = view.releases(application, version).stream()
                .flatMap(release -> view.deploymentsOf(application, environment, release.fingerprint(), MOST).stream())
                .sorted(Comparator.comparingLong(Deployment::sequence).reversed())
                .limit(MOST)
                .toList();
        if (found.isEmpty()) {
            known.stage(environment);
            throw new InvalidInputException(never(view, application, environment, version));
        }
        Map<String, Definition> definitions = new LinkedHashMap<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Deployment deployment : found) {
            deliveries.add(delivery(view, deployment, definitions));
        }
        return new ReportSource(
                known,
                new Report(
                        application, environment, version, view.head(), deliveries, List.copyOf(definitions.values())));
    }

    private static String never(LedgerView view, String application, String environment, String version) {
        List<String> there = view.deployments(application, environment, LedgerView.NEWEST, MOST).stream()
                .map(Deployment::version)
                .distinct()
                .limit(NAMED)
                .toList();
        return application + " " + Names.quote(version) + " was never at " + environment + "; "
                + (there.isEmpty() ? "nothing was yet" : "the newest there are " + String.join(", ", there));
    }

    private static Delivery delivery(LedgerView view, Deployment deployment, Map<String, Definition> definitions) {
        Release release = view.release(deployment.fingerprint()).orElseThrow();
        Optional<Grounds> grounds =
                deployment.promotion() == null ? Optional.empty() : view.grounds(deployment.promotion());
        Optional<String> decided = grounds.map(Grounds::configuration)
                .or(() -> flow(view, deployment).map(Flow::configuration));
        Definition definition = decided.flatMap(
                        checksum -> view.configuration(checksum).map(text -> defined(checksum, text, deployment)))
                .or(() -> view.configurationBefore(deployment.sequence())
                        .map(stored -> defined(Release.sha256(stored.text()), stored.text(), deployment)))
                .orElse(null);
        if (definition != null) {
            definitions.putIfAbsent(definition.checksum(), definition);
        }
        Deployment replaced =
                view.deployments(deployment.application(), deployment.environment(), deployment.id(), 1).stream()
                        .findFirst()
                        .orElse(null);
        return new Delivery(
                deployment,
                release,
                replaced,
                replaced == null ? null : Matrix.label(view, replaced, deployment),
                Changes.untold(""),
                decided(view, deployment, grounds),
                view.buildsOfDeployment(deployment.id()),
                view.verifications(deployment.id()),
                view.failureAnswer(deployment.id()).orElse(null),
                definition == null ? null : definition.checksum(),
                decided.isPresent());
    }

    private static Optional<Flow> flow(LedgerView view, Deployment deployment) {
        return deployment.flow() == null ? Optional.empty() : view.flow(deployment.flow());
    }

    @CheckForNull
    private static Decided decided(LedgerView view, Deployment deployment, Optional<Grounds> grounds) {
        Long id = deployment.promotion();
        return id == null
                ? null
                : new Decided(
                        view.promotion(id).orElseThrow(),
                        grounds.map(Grounds::gates).orElse(List.of()),
                        grounds.map(Grounds::overridden).orElse(List.of()),
                        view.approvals(id),
                        view.buildsOfPromotion(id));
    }

    private static Definition defined(String checksum, String text, Deployment deployment) {
        try {
            Configuration whole = new ConfigurationReader().parse("configuration " + checksum, text);
            return new Definition(checksum, withoutSecrets(whole.about(deployment.application())));
        } catch (ConfigurationException | InvalidInputException e) {
            // Written by a program that knew other keys.
            return new Definition(checksum, null);
        }
    }

    /** The text with {@code …} for what may be secret in the addresses. */
    static String withoutSecrets(String text) {
        return SECRET.matcher(text).replaceAll(secret -> secret.group().startsWith("?") ? "?…" : "…@");
    }
}
