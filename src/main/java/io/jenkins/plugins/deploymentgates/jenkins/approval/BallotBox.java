package io.jenkins.plugins.deploymentgates.jenkins.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.NotReadyException;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.NotAllowedException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * What people do by buttons and by the API. The ledger is written before the answer; Git is talked to in the background
 * after it. For methods that take POST requests only; whether the subject may be seen was found out before. Stateless.
 */
public final class BallotBox {
    private BallotBox() {}

    /** A person's yes. */
    public static HttpResponse approve(Promotion promotion, @CheckForNull String reason) {
        if (!has(DeploymentPermissions.APPROVE, Set.of(promotion.application()))) {
            return lacking(DeploymentPermissions.APPROVE);
        }
        return act(engine -> {
            engine.promotions().vote(Actors.current(), promotion.id(), text(reason));
            PromotionWatch.get().decideSoon(promotion.id());
        });
    }

    /** A person's no. */
    public static HttpResponse refuse(Promotion promotion, @CheckForNull String reason) {
        if (!has(DeploymentPermissions.APPROVE, Set.of(promotion.application()))) {
            return lacking(DeploymentPermissions.APPROVE);
        }
        String why = text(reason);
        if (why.isEmpty()) {
            return new Rejected(HttpServletResponse.SC_BAD_REQUEST, Messages.BallotBox_refuseWithoutReason());
        }
        return act(engine -> {
            engine.promotions().refuse(Actors.current(), promotion.id(), why);
            PromotionWatch.get().lookSoon();
        });
    }

    /** Calls a promotion off. */
    public static HttpResponse cancel(Promotion promotion) {
        if (!has(DeploymentPermissions.PROMOTE, Set.of(promotion.application()))) {
            return lacking(DeploymentPermissions.PROMOTE);
        }
        return act(engine -> {
            engine.promotions().cancel(Actors.current(), promotion.id());
            PromotionWatch.get().lookSoon();
        });
    }

    /**
     * Places a hold.
     *
     * @param applications those that whoever asks may see there; the permission on one of them is enough
     */
    public static HttpResponse hold(String environment, Collection<String> applications, @CheckForNull String reason) {
        if (!has(DeploymentPermissions.HOLD, applications)) {
            return lacking(DeploymentPermissions.HOLD);
        }
        String why = text(reason);
        if (why.isEmpty()) {
            return new Rejected(HttpServletResponse.SC_BAD_REQUEST, Messages.BallotBox_holdWithoutReason());
        }
        return act(engine -> {
            engine.holds().hold(Actors.current(), environment, why);
            PromotionWatch.get().lookSoon();
        });
    }

    /** Takes a hold away; for the rest as {@link #hold}. */
    public static HttpResponse release(String environment, Collection<String> applications) {
        if (!has(DeploymentPermissions.HOLD, applications)) {
            return lacking(DeploymentPermissions.HOLD);
        }
        return act(engine -> {
            engine.holds().lift(Actors.current(), environment);
            DeploymentGates.background().execute(PromotionWatch.get()::reconsider);
        });
    }

    /** Whether whoever looks may place and release holds there. */
    public static boolean mayHold(Collection<String> applications) {
        return has(DeploymentPermissions.HOLD, applications);
    }

    private static boolean has(Permission permission, Collection<String> applications) {
        Set<String> permitted = ApplicationJobs.withPermission(permission);
        return applications.stream().anyMatch(permitted::contains);
    }

    private static HttpResponse lacking(Permission permission) {
        return new Rejected(
                HttpServletResponse.SC_FORBIDDEN,
                Messages.BallotBox_lacking(Actors.current().name(), permission.group.title + "/" + permission.name));
    }

    private static String text(@CheckForNull String reason) {
        return reason == null ? "" : reason.strip();
    }

    private static HttpResponse act(Consumer<Engine> what) {
        try {
            what.accept(DeploymentGates.get().engine());
        } catch (NotAllowedException e) {
            return new Rejected(HttpServletResponse.SC_FORBIDDEN, e.getMessage());
        } catch (InvalidInputException e) {
            return new Rejected(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        } catch (NotReadyException e) {
            return new Rejected(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage());
        } catch (DeploymentGatesException e) {
            return new Rejected(HttpServletResponse.SC_CONFLICT, e.getMessage());
        }
        return new Done();
    }

    /** Back to where the button was; plain text for programs. */
    private static final class Done implements HttpResponse {
        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException, ServletException {
            if (Rejected.forPeople(request)) {
                HttpResponses.forwardToPreviousPage().generateResponse(request, response, node);
            } else {
                Rejected.write(response, "done");
            }
        }
    }
}
