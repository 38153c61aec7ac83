package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The registry: which gates an environment has. The built-in ones come first and in this order: hold, exclusive,
 * verified, order, and fastForward where the application's branches are moved that way; then the configured ones as
 * written, except that all windows of an environment are one gate, since one of them must be open.
 *
 * <p>Thread-safe. Gates are made once per settings and kept as long as the registry is; use one registry for as long as
 * a configuration is in use.
 */
public final class Gates {
    private static final List<Gate> ALWAYS =
            List.of(new HoldGate(), new ExclusiveGate(), new VerifiedGate(), new OrderGate());
    private static final Gate FAST_FORWARD = new FastForwardGate();
    private static final Gate STILL_FAILED = new StillFailedGate();

    private static final Map<Class<? extends GateSettings>, Function<GateSettings, Gate>> FACTORIES = Map.ofEntries(
            factory(GateSettings.Soak.class, settings -> new SoakGate(settings.duration())),
            factory(GateSettings.VerifiedWithin.class, settings -> new VerifiedWithinGate(settings.duration())),
            factory(GateSettings.Verifications.class, settings -> new VerificationsGate(settings.checks())),
            factory(GateSettings.Approvals.class, ApprovalsGate::new),
            factory(GateSettings.Freeze.class, FreezeGate::new),
            factory(GateSettings.Window.class, settings -> new WindowGate(List.of(settings))),
            factory(GateSettings.Branches.class, settings -> new BranchesGate(settings.allow())),
            factory(GateSettings.Ticket.class, TicketGate::new),
            factory(GateSettings.ArtifactsAvailable.class, OutsideGate::new),
            factory(GateSettings.Http.class, OutsideGate::new));

    private final Map<List<GateSettings>, Gate> made = new ConcurrentHashMap<>();

    /**
     * The gates of an application's environment, in the order in which they are asked.
     *
     * @throws InvalidInputException when a setting cannot be used, such as a cron expression that is none
     */
    public List<Gate> forEnvironment(Application application, Environment environment) {
        List<Gate> gates = new ArrayList<>(builtIn(application));
        List<GateSettings> windows = environment.gates().stream()
                .filter(GateSettings.Window.class::isInstance)
                .toList();
        boolean windowsAdded = false;
        for (GateSettings settings : environment.gates()) {
            if (!(settings instanceof GateSettings.Window)) {
                gates.add(gate(List.of(settings)));
            } else if (!windowsAdded) {
                gates.add(gate(windows));
                windowsAdded = true;
            }
        }
        return List.copyOf(gates);
    }

    /**
     * The gates of a promotion of this kind, in the order in which they are asked. A rollback is asked the built-in rules
     * only: the release earned its place in this environment before.
     */
    public List<Gate> forPromotion(Application application, Environment environment, PromotionKind kind) {
        return kind == PromotionKind.ROLLBACK ? builtIn(application) : forEnvironment(application, environment);
    }

    /**
     * The gates of a rollback that a failure policy asked for: those of a rollback, and that what failed is still there.
     */
    public static List<Gate> forRedeployment(Application application) {
        List<Gate> gates = new ArrayList<>(builtIn(application));
        gates.add(STILL_FAILED);
        return List.copyOf(gates);
    }

    /** The rules that hold for every environment of the application, in the order in which they are asked. */
    public static List<Gate> builtIn(Application application) {
        List<Gate> gates = new ArrayList<>(ALWAYS);
        if (application.git() != null && application.git().mechanic() == GitSettings.Mechanic.FAST_FORWARD) {
            gates.add(FAST_FORWARD);
        }
        return List.copyOf(gates);
    }

    private Gate gate(List<GateSettings> settings) {
        return made.computeIfAbsent(settings, Gates::make);
    }

    private static Gate make(List<GateSettings> settings) {
        if (settings.size() > 1) {
            return new WindowGate(
                    settings.stream().map(GateSettings.Window.class::cast).toList());
        }
        return FACTORIES.get(settings.get(0).getClass()).apply(settings.get(0));
    }

    private static <S extends GateSettings>
            Map.Entry<Class<? extends GateSettings>, Function<GateSettings, Gate>> factory(
                    Class<S> type, Function<S, Gate> factory) {
        return Map.entry(type, settings -> factory.apply(type.cast(settings)));
    }
}
