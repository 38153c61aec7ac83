package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.List;
import java.util.Locale;

/**
 * What a caller may see and do. What they may not see is answered exactly as if it were not there, so that nobody learns
 * of it; what they see but may not do is refused. Stateless.
 */
final class Guard {
    private final ApiHost host;

    Guard(ApiHost host) {
        this.host = host;
    }

    /** The configured applications the caller may see, in the order of the configuration. */
    List<String> visible(Caller caller) {
        return host.configuration().applications().keySet().stream()
                .filter(caller::sees)
                .toList();
    }

    /** The applications whose history the caller may see; {@code null} for all, also those not configured any more. */
    @CheckForNull
    List<String> applications(Caller caller) {
        return caller.administers() ? null : visible(caller);
    }

    /** The configuration with the applications only that the caller may see. */
    Configuration configuration(Caller caller) {
        return host.configuration().only(visible(caller));
    }

    /** Whether the caller may see what belongs to the application. */
    boolean sees(Caller caller, String application) {
        return caller.administers()
                || host.configuration().applications().containsKey(application) && caller.sees(application);
    }

    /** Fails unless the application is there and the caller may see it; {@code null}, for all, always passes. */
    void see(Caller caller, @CheckForNull String application) {
        if (application != null
                && (!host.configuration().applications().containsKey(application) || !caller.sees(application))) {
            List<String> visible = visible(caller);
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    "there is no application " + Names.quote(application) + "; "
                            + (visible.isEmpty()
                                    ? "you may see none"
                                    : "configured are " + String.join(", ", visible)));
        }
    }

    /** Fails unless the caller may see the application and do this with it. */
    void allow(Caller caller, Permission permission, @CheckForNull String application) {
        see(caller, application);
        if (!caller.may(permission, application)) {
            throw new ProblemException(
                    Problem.NOT_ALLOWED,
                    caller.actor().name() + " may not " + permission.name().toLowerCase(Locale.ROOT)
                            + (application == null ? "" : " with " + application));
        }
    }

    /** Whether the host and the configuration let the caller do this; {@code null} for what concerns all applications. */
    boolean may(Caller caller, Permission permission, @CheckForNull String application) {
        return caller.may(permission, application) && host.engine().allows(caller.actor(), permission);
    }

    /** Fails unless the caller may do what concerns the host. */
    static void administer(Caller caller) {
        if (!caller.administers()) {
            throw new ProblemException(Problem.NOT_ALLOWED, caller.actor().name() + " may not administer");
        }
    }

    /** Whether the environment is one of an application the caller may see; who administers sees all. */
    boolean seesEnvironment(Caller caller, String environment) {
        Configuration configuration = host.configuration();
        return caller.administers()
                || visible(caller).stream().anyMatch(application -> configuration
                        .application(application)
                        .pipeline()
                        .containsKey(environment));
    }

    /** Fails unless the environment is there and the caller sees it. */
    void seeEnvironment(Caller caller, String environment) {
        if (!host.configuration().environments().containsKey(environment) || !seesEnvironment(caller, environment)) {
            List<String> visible = host.configuration().environments().keySet().stream()
                    .filter(one -> seesEnvironment(caller, one))
                    .toList();
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    "there is no environment " + Names.quote(environment) + "; "
                            + (visible.isEmpty()
                                    ? "you may see none"
                                    : "configured are " + String.join(", ", visible)));
        }
    }

    /** Whether the caller may see an event; what is of no application and environment is for who administers. */
    boolean sees(Caller caller, LedgerEvent event) {
        Event what = event.event();
        if (what.application() != null) {
            return sees(caller, what.application());
        }
        return what.environment() == null ? caller.administers() : seesEnvironment(caller, what.environment());
    }

    /** Those of the promotions that the caller may see. */
    List<PromotionResult> visible(Caller caller, List<PromotionResult> results) {
        return results.stream()
                .filter(result -> sees(caller, result.promotion().application()))
                .toList();
    }

    /** A promotion the caller may see. */
    Promotion promotion(Caller caller, long id) {
        return host.read(view -> view.promotion(id))
                .filter(promotion -> sees(caller, promotion.application()))
                .orElseThrow(() -> noPromotion(caller, id));
    }

    private ProblemException noPromotion(Caller caller, long id) {
        List<String> open = host.read(view -> view.openPromotions(null)).stream()
                .filter(promotion -> sees(caller, promotion.application()))
                .map(promotion -> String.valueOf(promotion.id()))
                .toList();
        return new ProblemException(
                Problem.NOT_FOUND,
                "there is no promotion " + id + "; "
                        + (open.isEmpty() ? "none is waiting" : "waiting are " + String.join(", ", open)));
    }

    /** The number in a path. */
    static long id(String text) {
        if (text.matches("[1-9][0-9]{0,17}")) {
            return Long.parseLong(text);
        }
        throw new ProblemException(
                Problem.BAD_REQUEST, Names.quote(text) + " in the path is no number; valid is a whole number from 1");
    }
}
