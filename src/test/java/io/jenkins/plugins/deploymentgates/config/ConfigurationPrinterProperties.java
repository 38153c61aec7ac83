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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigurationPrinterProperties {
    private static final Arbitrary<String> NAMES = Arbitraries.oneOf(
            Arbitraries.of(TrickyWords.ALL),
            Arbitraries.strings()
                    .alpha()
                    .numeric()
                    .withChars("-_. :#{}[]'\"&*!|>%@,?")
                    .ofMinLength(1)
                    .ofMaxLength(12)
                    .map(String::strip)
                    .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals("..")));

    private static final Arbitrary<String> BASES =
            Arbitraries.of("https://registry.example.com", "http://127.0.0.1:5000/", "HTTPS://[::1]/a%20b/");

    private static final Arbitrary<String> URLS =
            Arbitraries.of("https://checks.example.com/may?a=b#c", "http://127.0.0.1:8080", "https://x.example.com/~'");

    private static final Arbitrary<String> PROSE = Arbitraries.oneOf(
            Arbitraries.just(""),
            NAMES,
            Arbitraries.strings().withChars(" \nab:#'\"-").ofMaxLength(20));

    @Property(tries = 500)
    void shouldReadBackWhatIsPrinted(@ForAll("configurations") Configuration configuration) {
        assertThat(new ConfigurationReader().parse("printed.yaml", configuration.text()))
                .isEqualTo(configuration);
    }

    @Property
    void shouldReadBackPrintedDurations(@ForAll("durations") Duration duration) {
        assertThat(Durations.parse(Durations.print(duration))).isEqualTo(duration);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs()
                .between(1, Duration.ofDays(Durations.MAX_DAYS).toMillis())
                .flatMap(millis -> Arbitraries.of(Duration.ofMillis(millis), Duration.ofSeconds(millis / 1000 + 1)))
                .filter(duration -> duration.compareTo(Duration.ofDays(Durations.MAX_DAYS)) <= 0);
    }

    @Provide
    Arbitrary<Configuration> configurations() {
        Arbitrary<List<Webhook>> webhooks = Combinators.combine(
                        Arbitraries.of("https://hooks.example.com/x?a=b#c", "http://127.0.0.1:8080"),
                        Arbitraries.of(EventTypes.words())
                                .list()
                                .uniqueElements()
                                .ofMaxSize(3),
                        Arbitraries.of(List.<String>of(), List.of("*")),
                        Arbitraries.of(List.<String>of(), List.of("*")),
                        Arbitraries.of(List.<String>of(), List.of("*")),
                        Arbitraries.oneOf(Arbitraries.just(""), NAMES))
                .as(Webhook::new)
                .list()
                .ofMaxSize(2);
        return Combinators.combine(
                        applications(),
                        Arbitraries.maps(NAMES, names()).ofMaxSize(2),
                        webhooks,
                        Arbitraries.maps(Arbitraries.of(Permission.class), names()),
                        environments(),
                        namedPipelines(),
                        checks(),
                        Arbitraries.of(DeployDbWebhook.Event.class).list().ofMaxSize(3))
                .as(ConfigurationPrinterProperties::complete);
    }

    /** Gives the environments of the pipelines their settings, as reading does. */
    private static Configuration complete(
            List<Application> applications,
            Map<String, List<String>> groups,
            List<Webhook> webhooks,
            Map<Permission, List<String>> permissions,
            List<Environment> settings,
            List<Pipeline> pipelines,
            List<CheckSettings> checks,
            List<DeployDbWebhook.Event> events) {
        Map<String, Pipeline> shared = new LinkedHashMap<>();
        pipelines.forEach(one -> shared.put("shared " + one.name(), one));
        shared.replaceAll((name, one) -> new Pipeline(name, one.description(), one.stages()));
        Map<String, Application> named = new LinkedHashMap<>();
        Set<String> used = new LinkedHashSet<>();
        for (Application application : applications) {
            boolean own = shared.isEmpty() || application.name().hashCode() % 2 == 0;
            // Together those of which one is behind the other in both directions would be a cycle.
            Application one = own
                    ? application
                    : application.with(List.of(shared.values().iterator().next()));
            named.put(one.name(), one.name().hashCode() % 3 == 0 ? one.in("retail/" + one.name()) : one);
            used.addAll(one.pipeline().keySet());
        }
        shared.values().forEach(one -> used.addAll(one.stages().keySet()));
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (String name : used) {
            Environment from = settings.get(Math.floorMod(name.hashCode(), settings.size()));
            environments.put(
                    name,
                    new Environment(
                            name,
                            from.description(),
                            from.tier(),
                            name.hashCode() % 2 == 0 ? name : "env-" + environments.size(),
                            from.gates(),
                            from.onFailure(),
                            from.recordedBy()));
        }
        List<DeployDbWebhook> told = new ArrayList<>();
        events.forEach(event -> told.add(new DeployDbWebhook(
                event, "https://hooks.example.com", used.stream().findFirst().orElse(null))));
        events.forEach(event -> told.add(new DeployDbWebhook(event, "http://127.0.0.1:1/a", null)));
        Map<String, CheckSettings> known = new LinkedHashMap<>();
        checks.forEach(one -> known.put(one.name(), one));
        return ConfigurationPrinter.withText(named, environments, webhooks, groups, permissions, shared, known, told);
    }

    private static Arbitrary<List<Pipeline>> namedPipelines() {
        return Combinators.combine(NAMES, PROSE, pipelines())
                .as(Pipeline::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<List<CheckSettings>> checks() {
        // Names that are near to no other, which would be refused as a slip of the pen.
        return Combinators.combine(
                        Arbitraries.of("a check that is near to no other", "another check, near to none either"),
                        PROSE,
                        Arbitraries.oneOf(Arbitraries.just(""), NAMES),
                        names())
                .as(CheckSettings::new)
                .list()
                .ofMaxSize(2);
    }

    private static Arbitrary<List<Application>> applications() {
        Arbitrary<GitSettings> git = Combinators.combine(
                        NAMES,
                        NAMES.injectNull(0.3),
                        Arbitraries.of("variants/{environment}/**", "*.md", "a b")
                                .list()
                                .uniqueElements(),
                        Arbitraries.of("main", "release/1.4"))
                .as((repository, credentials, paths, branch) -> new GitSettings(
                        repository,
                        credentials,
                        paths,
                        Mechanic.NONE,
                        branch + "-source",
                        null,
                        null,
                        null,
                        credentials == null ? null : forge(credentials, paths.isEmpty())))
                .injectNull(0.3);
        Arbitrary<List<Module>> modules = Combinators.combine(word(), word())
                .as(Module::new)
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        return Combinators.combine(NAMES, PROSE, modules, Arbitraries.of(Combination.class), git, names(), pipelines())
                .as(Application::new)
                .list()
                .ofMaxSize(3);
    }

    private static ForgeSettings forge(String credentials, boolean statuses) {
        return statuses
                ? new ForgeSettings(
                        ForgeSettings.Type.GITEA, "https://git.example.com", "a/{environment}", credentials, true, null)
                : new ForgeSettings(ForgeSettings.Type.GITHUB, null, null, null, false, null);
    }

    private static Arbitrary<Map<String, Stage>> pipelines() {
        return Combinators.combine(
                        NAMES.list().uniqueElements().ofMinSize(1).ofMaxSize(5),
                        names(),
                        Arbitraries.integers().between(0, 31))
                .as((environments, checks, bits) -> {
                    Map<String, Stage> stages = new LinkedHashMap<>();
                    for (String environment : environments) {
                        List<String> after = List.copyOf(stages.keySet()).stream()
                                .filter(up -> (bits & (1 << environments.indexOf(up))) != 0)
                                .toList();
                        stages.put(environment, new Stage(environment, after, checks));
                    }
                    return stages;
                });
    }

    private static Arbitrary<List<Environment>> environments() {
        Arbitrary<ZoneId> zones =
                Arbitraries.of("UTC", "Europe/Berlin", "+02:00", "Z").map(ZoneId::of);
        Arbitrary<Instant> instants =
                Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        Arbitrary<Period> periods = Arbitraries.oneOf(
                zones.map(zone -> new Period.Recurring("0 16 * * FRI", "*/5 8 1,15 * *", zone)),
                Combinators.combine(
                                instants,
                                Arbitraries.longs().between(1, 1_000_000).injectNull(0.3),
                                zones)
                        .as((start, seconds, zone) ->
                                new Period.Fixed(start, seconds == null ? null : start.plusSeconds(seconds), zone)));
        Arbitrary<Duration> durations =
                Arbitraries.longs().between(1, 1_000_000).map(Duration::ofSeconds);
        Arbitrary<List<String>> some =
                NAMES.list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        Arbitrary<GateSettings> gates = Arbitraries.oneOf(
                durations.map(GateSettings.Soak::new),
                durations.map(GateSettings.VerifiedWithin::new),
                some.map(GateSettings.Verifications::new),
                Combinators.combine(Arbitraries.integers().between(1, 100), names(), Arbitraries.of(true, false))
                        .as(GateSettings.Approvals::new),
                Combinators.combine(periods, PROSE).as(GateSettings.Freeze::new),
                periods.map(GateSettings.Window::new),
                some.map(GateSettings.Branches::new),
                Arbitraries.of("[A-Z]+-\\d+", "#[0-9]+").map(GateSettings.Ticket::new),
                artifactsAvailable(),
                Combinators.combine(URLS, NAMES.injectNull(0.3), NAMES.injectNull(0.3))
                        .as(GateSettings.Http::new));
        return Combinators.combine(
                        PROSE, NAMES, gates.list().ofMaxSize(4), Arbitraries.of(FailurePolicy.class), names())
                .as((description, tier, asked, onFailure, jobs) ->
                        new Environment("settings", description, tier, "settings", asked, onFailure, jobs))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    /** Of each kind, with and without what may be left out. */
    private static Arbitrary<GateSettings> artifactsAvailable() {
        Arbitrary<String> places = Arbitraries.oneOf(
                Arbitraries.of("{group}/{name}", "{groupPath}", "v{version}-{sourceUrl}", "{version}"),
                NAMES.filter(name -> !name.contains("{") && !name.contains("}")));
        Arbitrary<String> urls = Arbitraries.of(
                "{sourceUrl}", "https://files.example.com/{name}-{version}.zip", "http://{name}.example.com:81/?a=b#c");
        Arbitrary<String> names = NAMES.filter(name -> !name.contains("/") && !name.contains("\\"));
        return Arbitraries.of("registry", "maven", "url").flatMap(kind -> Combinators.combine(
                        BASES,
                        urls,
                        places,
                        places,
                        names,
                        Arbitraries.oneOf(Arbitraries.just(""), names),
                        NAMES.injectNull(0.3))
                .as((base, url, repository, tag, extension, classifier, credentials) ->
                        new GateSettings.ArtifactsAvailable(
                                kind.equals("registry") ? base : null,
                                repository,
                                tag,
                                kind.equals("maven") ? base : null,
                                extension,
                                classifier,
                                kind.equals("url") ? url : null,
                                credentials)));
    }

    private static Arbitrary<List<String>> names() {
        return NAMES.list().uniqueElements().ofMaxSize(3);
    }

    private static Arbitrary<String> word() {
        return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(5);
    }
}
