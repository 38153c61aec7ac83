package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One gate that looks outside, with secrets, a clock that stands still, and as much time as a test gives it. */
final class Looking implements AutoCloseable {
    private final SettableClock clock = new SettableClock(World.BEGIN);
    private final Configuration configuration;
    private final Ledger ledger;
    private final Outside outside;

    /**
     * @param gate as YAML
     * @param secrets variables of the environment
     */
    Looking(Path folder, String gate, Map<String, String> secrets, Duration patience) {
        configuration = new ConfigurationReader()
                .parse(
                        "gates.yaml",
                        """
                        applications:
                          shop:
                            artifacts: [com.acme:shop-api, com.acme:shop-web]
                            pipeline: {qa: {}}
                        environments:
                          qa:
                            gates:
                              - GATE
                        """
                                .replace("GATE", gate));
        ledger = Ledgers.open(folder.resolve("gates.db"));
        GitRepositories repositories = new GitRepositories(folder.resolve("git"), clock, secrets::get);
        outside = new Outside(
                new Services(configuration, ledger, repositories, clock, Progress.NONE, false),
                new WebCalls(HttpProxy.ofJava(), patience));
    }

    Looking(Path folder, String gate, Map<String, String> secrets) {
        this(folder, gate, secrets, Duration.ofSeconds(20));
    }

    SettableClock clock() {
        return clock;
    }

    /** What the gate says to a release of these artifacts. */
    GateOutcome at(Artifact... artifacts) {
        Application application = configuration.application("shop");
        Environment target = configuration.environment("qa");
        Release release = Release.of("shop", "1.0", List.of(artifacts), null, null);
        Plan plan = new Plan(application, target, List.of(), release, null, null, PromotionKind.FORWARD, null, null);
        Map<GateSettings, GateOutcome> found = outside.look(plan, "ann", false, null);
        assertThat(found).hasSize(1);
        return found.values().iterator().next();
    }

    GateOutcome at(String... artifacts) {
        return at(Stream.of(artifacts).map(Artifact::parse).toArray(Artifact[]::new));
    }

    /** Asks for {@code com.acme:shop-api:1.0} and expects this. */
    GateOutcome says(Verdict verdict, String reason) {
        return says(at("com.acme:shop-api:1.0"), verdict, reason);
    }

    static GateOutcome says(GateOutcome said, Verdict verdict, String reason) {
        assertThat(said.reason()).isEqualTo(reason);
        assertThat(said.verdict()).isEqualTo(verdict);
        return said;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
