package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A server in whose ledger, configuration and repository every text is hostile: markup, handlers, addresses that run a script, marks
 * that turn the direction of writing, words that are longer than a line; each as far as it is let in.
 */
final class HostileSite {
    static final String APPLICATION = name("application");
    static final String DEV = name("development");
    static final String QA = name("quality");
    static final String PROD = name("production");
    static final String FROZEN = name("frozen");
    static final String HELD = name("held");
    static final String TIER = name("tier");
    static final String FOLDER = name("folder");
    static final String CHECK = name("check");
    static final String USER = name("user");
    static final String APPROVER = name("approver");
    static final String GROUP = name("group");
    static final String MODULE = name("module");
    static final String FIRST = version("first");
    static final String SECOND = version("second");
    static final String THIRD = version("third");
    static final String HOTFIX = version("hotfix").replace('/', '-');
    static final String HOLD = text("hold");
    static final String VOTE = text("vote");
    static final String FREEZE = text("freeze");
    static final String OVERRIDE = text("override");
    static final String COMMIT = text("commit");
    static final String AUTHOR = "\"' onmouseover='window.hit=1' \u202eauthor" + "W".repeat(80);
    static final String FILE = "\"><svg onload=window.hit=1>\u202efile" + "W".repeat(80) + ".yaml";
    static final String TICKET = "<b onclick=window.hit=1>-17";
    static final String JOB = "\"><img src=x onerror=window.hit=1>\u202ejob" + "W".repeat(80);
    static final String SCRIPT = "javascript:window.hit=1//\u202e";

    private static final String YAML =
            """
            applications:
              'APPLICATION':
                description: 'FREEZE'
                folder: 'FOLDER'
                artifacts: ['com.acme:MODULE']
                git: {repository: ORIGIN}
                tickets: {pattern: '<b[^>]*>-[0-9]+', link: 'https://jira.example.com/{ticket}'}
                verifications: ['CHECK']
                pipeline:
                  'DEV': {}
                  'QA': {after: ['DEV']}
                  'PROD': {after: ['QA']}
                  'FROZEN': {after: ['QA']}
                  'HELD': {after: ['QA']}
            environments:
              'DEV': {description: 'FREEZE', tier: 'TIER', branch: dev}
              'QA': {branch: qa}
              'PROD': {tier: production, branch: prod, gates: [approvals: {count: 1, from: ['GROUP']}]}
              'FROZEN': {branch: frozen, gates: [freeze: {start: '2026-03-01T00:00', end: '2026-12-24T00:00', reason: 'FREEZE'}]}
              'HELD': {branch: held}
            groups:
              'GROUP': ['APPROVER']
            permissions:
              override: ['GROUP']
            """;

    /** What stands for what in it. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("APPLICATION", APPLICATION),
            Map.entry("DEV", DEV),
            Map.entry("QA", QA),
            Map.entry("PROD", PROD),
            Map.entry("FROZEN", FROZEN),
            Map.entry("HELD", HELD),
            Map.entry("TIER", TIER),
            Map.entry("FOLDER", FOLDER),
            Map.entry("MODULE", MODULE),
            Map.entry("CHECK", CHECK),
            Map.entry("APPROVER", APPROVER),
            Map.entry("GROUP", GROUP),
            Map.entry("FREEZE", FREEZE));

    private static final Actor PERSON = Actor.person(APPROVER, Set.of(GROUP));
    private static final Actor MACHINE = new Actor(USER, Set.of(), new Build(JOB, 7, SCRIPT));

    private final Site site;
    private final World world;

    private HostileSite(Site site) {
        this.site = site;
        this.world = site.world;
    }

    private static String name(String what) {
        return "<img src=x onerror=window.hit=1>\"'" + what + "W".repeat(60);
    }

    private static String version(String what) {
        return "\"><svg/onload=window.hit=1>" + what + "W".repeat(60);
    }

    static String text(String what) {
        return "</title></textarea><script>window.hit=1</script>\"'><img src=x onerror=window.hit=1>{by}\u202e" + what
                + "W".repeat(120);
    }

    /** One with something of everything, not started. */
    static Site seeded(Path empty) throws IOException {
        String yaml = YAML;
        for (Map.Entry<String, String> one : WORDS.entrySet()) {
            yaml = yaml.replaceAll(
                    "(?<=[':])" + one.getKey() + "(?=')",
                    Matcher.quoteReplacement(one.getValue().replace("'", "''")));
        }
        Site site = Site.empty(empty, yaml);
        new HostileSite(site).fill();
        site.world.clock().set(Site.NOW);
        return site;
    }

    private void fill() {
        for (String version : List.of(FIRST, SECOND)) {
            site.later(Duration.ofHours(1));
            world.origin().commit("main", AUTHOR, COMMIT + " " + TICKET, Map.of(FILE, COMMIT + version + "\n"));
            promote(DEV, version);
            arrive(DEV, version);
            promote(QA, null);
            arrive(QA, version);
            long waiting = promote(PROD, null).promotion().id();
            if (version.equals(FIRST)) {
                world.engine().promotions().approve(PERSON, waiting, VOTE);
                arrive(PROD, version);
                world.engine()
                        .promotions()
                        .promote(
                                PERSON,
                                new PromoteRequest(APPLICATION, FROZEN, null, null, List.of(), false, OVERRIDE, null));
                arrive(FROZEN, version);
                world.engine().hotfixes().start(MACHINE, APPLICATION, HOTFIX, PROD);
                arrive(DEV, version);
                arrive(QA, version);
                world.engine().hotfixes().finish(MACHINE, APPLICATION, HOTFIX);
            }
        }
        promote(FROZEN, null);
        site.later(Duration.ofHours(1));
        record(DEV, THIRD, DeploymentStatus.FAILED, text("failure"));
        world.origin().set("frozen", world.origin().head("main"));
        world.engine().drifts().record(MACHINE);
        world.engine().holds().hold(PERSON, HELD, HOLD);
    }

    private PromotionResult promote(String to, String version) {
        List<Artifact> artifacts = version == null
                ? List.of()
                : List.of(new Artifact(Module.parse("com.acme:" + MODULE), version, null, null));
        return world.engine()
                .promotions()
                .promote(MACHINE, new PromoteRequest(APPLICATION, to, null, version, artifacts, false, null, null));
    }

    private void arrive(String where, String version) {
        site.later(Duration.ofMinutes(5));
        record(where, version, DeploymentStatus.COMPLETED, "");
        world.engine().recordings().verify(MACHINE, new VerifyRequest(APPLICATION, where, CHECK, true, SCRIPT, null));
    }

    private void record(String where, String version, DeploymentStatus status, String reason) {
        world.engine()
                .recordings()
                .record(MACHINE, new RecordRequest(APPLICATION, where, version, List.of(), null, status, reason, null));
    }
}
