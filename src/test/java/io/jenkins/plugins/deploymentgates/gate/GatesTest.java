package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Approvals;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Branches;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Freeze;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Period;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Soak;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Ticket;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Verifications;
import io.jenkins.plugins.deploymentgates.config.GateSettings.VerifiedWithin;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Window;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.Test;

public class GatesTest {
    private static final Period NIGHTS = new Period.Recurring("0 22 * * *", "0 6 * * *", ZoneId.of("Europe/Berlin"));
    private static final Period DAYS = new Period.Recurring("0 6 * * *", "0 22 * * *", ZoneId.of("Europe/Berlin"));
    private static final List<GateSettings> EVERY_KIND = List.of(
            new Freeze(NIGHTS, ""),
            new Window(DAYS),
            new Soak(Duration.ofHours(2)),
            new VerifiedWithin(Duration.ofDays(14)),
            new Verifications(List.of("scan")),
            new Approvals(2, List.of(), true),
            new Window(NIGHTS),
            new Branches(List.of("main")),
            new Ticket("[A-Z]+-[0-9]+"),
            new GateSettings.ArtifactsAvailable(
                    "https://registry.example.com", "{name}", "{version}", null, "jar", "", null, null),
            new GateSettings.Http("https://checks.example.com/x", null, null));

    private final Scene scene = new Scene();
    private final Gates gates = new Gates();

    @Test
    public void asksTheBuiltInGatesFirstThenTheConfiguredOnesAsWritten() {
        scene.gates = EVERY_KIND;

        assertThat(gates.forEnvironment(scene.application(), scene.environment("prod")))
                .extracting(Gate::name)
                .containsExactly(
                        "hold",
                        "exclusive",
                        "verified",
                        "order",
                        "freeze",
                        "window",
                        "soak",
                        "verifiedWithin",
                        "verifications",
                        "approvals",
                        "branches",
                        "ticket",
                        "artifactsAvailable",
                        "http");
    }

    @Test
    public void hasAGateForEveryKindOfSettings() {
        assertThat(EVERY_KIND).extracting(Object::getClass).contains((Class<?>[])
                GateSettings.class.getPermittedSubclasses());
        for (GateSettings settings : EVERY_KIND) {
            scene.gates = List.of(settings);
            assertThat(gates.forEnvironment(scene.application(), scene.environment("prod")))
                    .extracting(Gate::name)
                    .containsExactly("hold", "exclusive", "verified", "order", settings.name());
        }
    }

    @Test
    public void addsFastForwardWhereBranchesAreMovedThatWay() {
        scene.line = new Line("prod", null, "main", "2".repeat(40), Line.Relation.NEW, null, List.of(), List.of());

        assertThat(gates.forEnvironment(scene.application(), scene.environment("prod")))
                .extracting(Gate::name)
                .containsExactly("hold", "exclusive", "verified", "order", "fastForward");
    }

    @Test
    public void asksARollbackTheBuiltInGatesOnly() {
        scene.gates = EVERY_KIND;

        assertThat(gates.forPromotion(scene.application(), scene.environment("prod"), PromotionKind.ROLLBACK))
                .isEqualTo(Gates.builtIn(scene.application()));
        assertThat(gates.forPromotion(scene.application(), scene.environment("prod"), PromotionKind.FORWARD))
                .isEqualTo(gates.forEnvironment(scene.application(), scene.environment("prod")));
    }

    @Test
    public void keepsTheGatesItMade() {
        scene.gates = EVERY_KIND;

        assertThat(gates.forEnvironment(scene.application(), scene.environment("prod")))
                .isEqualTo(gates.forEnvironment(scene.application(), scene.environment("prod")));
    }

    @Test
    public void refusesSettingsThatCannotBeUsed() {
        scene.gates = List.of(new Window(new Period.Recurring("never", "0 6 * * *", ZoneId.of("UTC"))));

        assertThatThrownBy(() -> gates.forEnvironment(scene.application(), scene.environment("prod")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "cron expression 'never' is not valid: Cron expression contains 1 parts but we expect one of"
                                + " [5]; valid is for example '0 16 * * FRI' (minute hour day month weekday)");
    }
}
