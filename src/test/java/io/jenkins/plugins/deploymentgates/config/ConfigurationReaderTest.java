package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Application.Combination;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.Configuration.Webhook;
import io.jenkins.plugins.deploymentgates.config.Environment.FailurePolicy;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GitSettings.Mechanic;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConfigurationReaderTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ConfigurationReader reader = new ConfigurationReader();

    @Test
    public void shouldReadTheExampleOfTheDocumentation() {
        Configuration read = reader.read(Path.of("src/test/resources/config/shop.yaml"));

        assertThat(read.application("shop"))
                .isEqualTo(new Application(
                        "shop",
                        "Web shop",
                        List.of(new Module("com.acme", "shop-api"), new Module("com.acme", "shop-web")),
                        Combination.EXACT,
                        new GitSettings(
                                "https://git.example.com/shop/deploy.git",
                                "shop-git",
                                List.of("variants/{environment}/**"),
                                Mechanic.FAST_FORWARD,
                                "main"),
                        List.of("smoke"),
                        Map.of(
                                "dev", new Stage("dev", List.of(), List.of()),
                                "qa", new Stage("qa", List.of("dev"), List.of()),
                                "integration", new Stage("integration", List.of("qa"), List.of()),
                                "load", new Stage("load", List.of("qa"), List.of("load-test")),
                                "staging-eu", new Stage("staging-eu", List.of("integration", "load"), List.of()),
                                "prod-eu", new Stage("prod-eu", List.of("staging-eu"), List.of()))));
        assertThat(read.application("shop").pipeline().keySet())
                .containsExactly("dev", "qa", "integration", "load", "staging-eu", "prod-eu");
        assertThat(read.environment("prod-eu"))
                .isEqualTo(new Environment(
                        "prod-eu",
                        "",
                        "production",
                        "prod-eu",
                        List.of(
                                new GateSettings.Soak(Duration.ofHours(2)),
                                new GateSettings.Approvals(2, List.of("release-managers"), true),
                                new GateSettings.Freeze(
                                        new Period.Recurring("0 16 * * FRI", "0 8 * * MON", BERLIN), ""),
                                new GateSettings.Branches(List.of("main", "hotfix/*")),
                                new GateSettings.VerifiedWithin(Duration.ofDays(14))),
                        FailurePolicy.REDEPLOY_LAST_GOOD,
                        List.of("deploy/**")));
        assertThat(read.environments().keySet())
                .containsExactly("prod-eu", "dev", "qa", "integration", "load", "staging-eu");
        assertThat(read.webhooks())
                .containsExactly(new Webhook(
                        "https://hooks.example.com/deployments",
                        List.of("deployment.failed", "promotion.waiting"),
                        List.of(),
                        List.of(),
                        List.of(),
                        "hook-hmac"));
        assertThat(read.groups()).isEqualTo(Map.of("release-managers", List.of("ann", "bob", "carol")));
        assertThat(read.permissions())
                .isEqualTo(
                        Map.of(Permission.APPROVE, List.of("release-managers"), Permission.OVERRIDE, List.of("ann")));
    }

    @Test
    public void shouldGiveDefaultsToAnEnvironmentThatIsOnlyInAPipeline() {
        assertThat(parse("applications: {shop: {pipeline: {qa: {}}}}").environment("qa"))
                .isEqualTo(new Environment("qa", "", "test", "qa", List.of(), FailurePolicy.RECORD, List.of()));
    }

    @Test
    public void shouldTakeNothingWrittenForAStageAsItsDefaults() {
        assertThat(parse("applications:\n  shop:\n    pipeline:\n      dev:\n")
                        .application("shop")
                        .pipeline())
                .isEqualTo(Map.of("dev", new Stage("dev", List.of(), List.of())));
    }

    @Test
    public void shouldOrderStagesUpstreamFirstAndOtherwiseAsWritten() {
        assertThat(parse("applications: {shop: {pipeline: {prod: {after: [load, qa]}, load: {after: [dev]}, dev: {},"
                                + " qa: {after: [dev]}, spare: {}}}}")
                        .application("shop")
                        .pipeline()
                        .keySet())
                .containsExactly("dev", "load", "qa", "prod", "spare");
    }

    @Test
    public void shouldReadEveryGateWithItsDefaults() {
        assertThat(
                        gates(
                                """
                - soak: {for: 1h30m}
                - verifiedWithin: {for: P2D}
                - verifications: [load-test]
                - verifications: {checks: [smoke]}
                - approvals:
                - approvals: {from: [ann], excludeTrigger: false}
                - freeze: {start: 2026-12-24T18:00, end: 2026-12-27T00:00, timezone: Europe/Berlin, reason: Holidays}
                - freeze: {start: 2026-12-24T18:00:00+02:00}
                - window: {start: "0 8 * * mon-fri", end: "0 16 * * 1-5"}
                - branches: {allow: ["**"]}
                - ticket:
                - ticket: {pattern: "OPS-\\\\d+"}
                """))
                .containsExactly(
                        new GateSettings.Soak(Duration.ofMinutes(90)),
                        new GateSettings.VerifiedWithin(Duration.ofDays(2)),
                        new GateSettings.Verifications(List.of("load-test")),
                        new GateSettings.Verifications(List.of("smoke")),
                        new GateSettings.Approvals(1, List.of(), true),
                        new GateSettings.Approvals(1, List.of("ann"), false),
                        new GateSettings.Freeze(
                                new Period.Fixed(
                                        Instant.parse("2026-12-24T17:00:00Z"),
                                        Instant.parse("2026-12-26T23:00:00Z"),
                                        BERLIN),
                                "Holidays"),
                        new GateSettings.Freeze(new Period.Fixed(Instant.parse("2026-12-24T16:00:00Z"), null, UTC), ""),
                        new GateSettings.Window(new Period.Recurring("0 8 * * mon-fri", "0 16 * * 1-5", UTC)),
                        new GateSettings.Branches(List.of("**")),
                        new GateSettings.Ticket(null),
                        new GateSettings.Ticket("OPS-\\d+"));
    }

    @Test
    public void shouldReadAnchorsAndMergedMappings() {
        Configuration read = parse(
                """
                applications:
                  shop: {pipeline: {prod-eu: {}, prod-us: {}}}
                environments:
                  prod-eu: &production
                    tier: production
                    onFailure: notify
                  prod-us:
                    <<: *production
                    onFailure: record
                """);

        assertThat(read.environment("prod-us"))
                .isEqualTo(new Environment(
                        "prod-us", "", "production", "prod-us", List.of(), FailurePolicy.RECORD, List.of()));
    }

    @Test
    public void shouldTakeYesAndOnAndDatesAsTexts() {
        assertThat(parse("applications: {no: {description: on, pipeline: {yes: {}, 2024-01-01: {}}}}")
                        .application("no")
                        .pipeline()
                        .keySet())
                .containsExactly("yes", "2024-01-01");
    }

    @Test
    public void shouldUniteTheFilesOfAFolder() throws IOException {
        write("10-shop.yaml", "applications: {shop: {pipeline: {dev: {}}}}\nwebhooks: [{url: 'http://a.example'}]\n");
        write("20-cart.yml", "\uFEFFapplications: {cart: {pipeline: {dev: {}}}}\n");
        write("30-env.yaml", "environments: {dev: {tier: development}}\nwebhooks: [{url: 'http://b.example'}]\n");
        write("README.md", "not read");
        write(".10-shop.yaml.swp.yaml", "not read");

        Configuration read = reader.read(folder.getRoot().toPath());

        assertThat(read.applications().keySet()).containsExactly("shop", "cart");
        assertThat(read.environment("dev").tier()).isEqualTo("development");
        assertThat(read.webhooks()).extracting(Webhook::url).containsExactly("http://a.example", "http://b.example");
    }

    @Test
    public void shouldPrintCanonicalTextWithChecksum() {
        Configuration read = reader.read(Path.of("src/test/resources/config/shop.yaml"));

        assertThat(read.text())
                .isEqualTo(
                        """
                applications:
                  shop:
                    description: Web shop
                    artifacts: ['com.acme:shop-api', 'com.acme:shop-web']
                    combination: exact
                    git:
                      repository: https://git.example.com/shop/deploy.git
                      credentials: shop-git
                      environmentPaths: ['variants/{environment}/**']
                      mechanic: fast-forward
                      sourceBranch: main
                    verifications: [smoke]
                    pipeline:
                      dev: {}
                      qa:
                        after: [dev]
                      integration:
                        after: [qa]
                      load:
                        after: [qa]
                        verifications: [load-test]
                      staging-eu:
                        after: [integration, load]
                      prod-eu:
                        after: [staging-eu]
                environments:
                  prod-eu:
                    tier: production
                    gates:
                      - soak: {for: 2h}
                      - approvals:
                          count: 2
                          from: [release-managers]
                          excludeTrigger: true
                      - freeze: {start: 0 16 * * FRI, end: 0 8 * * MON, timezone: Europe/Berlin}
                      - branches:
                          allow: [main, hotfix/*]
                      - verifiedWithin: {for: 14d}
                    onFailure: redeploy-last-good
                    recordedBy: [deploy/**]
                  dev: {tier: test, onFailure: record}
                  qa: {tier: test, onFailure: record}
                  integration: {tier: test, onFailure: record}
                  load: {tier: test, onFailure: record}
                  staging-eu: {tier: test, onFailure: record}
                webhooks:
                  - url: https://hooks.example.com/deployments
                    'on': [deployment.failed, promotion.waiting]
                    secret: hook-hmac
                groups:
                  release-managers: [ann, bob, carol]
                permissions:
                  approve: [release-managers]
                  override: [ann]
                """);
        assertThat(reader.parse("printed", read.text())).isEqualTo(read);
        assertThat(read.checksum()).hasSize(64);
    }

    private List<GateSettings> gates(String yaml) {
        return parse("environments:\n  prod:\n    gates:\n" + yaml.indent(6))
                .environment("prod")
                .gates();
    }

    private Configuration parse(String yaml) {
        return reader.parse("test.yaml", yaml);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.getRoot().toPath().resolve(name), text);
    }

    @Test
    public void shouldReadACharacterOfTwoPartsWhereverItFallsInTheFile() {
        for (int before = 950; before < 1030; before++) {
            String description = "x".repeat(before) + "\uD83D\uDE80";
            Configuration read = reader.parse(
                    "gates.yaml", "applications: {shop: {pipeline: {dev: {}}, description: " + description + "}}\n");

            assertThat(read.application("shop").description()).isEqualTo(description);
        }
    }
}
