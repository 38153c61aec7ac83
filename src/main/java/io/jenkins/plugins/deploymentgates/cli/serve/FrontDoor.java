package io.jenkins.plugins.deploymentgates.cli.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.jenkins.plugins.deploymentgates.api.Api;
import io.jenkins.plugins.deploymentgates.api.ApiAnswer;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.api.Problem;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Names;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request comes in here: who calls is found out, how often they call is counted, and what is asked for is answered by the
 * API or by one of the server's own pages. Thread-safe.
 */
final class FrontDoor implements Handler {
    private static final Logger LOGGER = LoggerFactory.getLogger(FrontDoor.class);
    private static final String ROOT = "/api";

    private final Api api;
    private final Access access;
    private final Rates rates;
    private final Waiters waiters;
    private final Runnable written;

    /** @param written told that something may have been written; must not block */
    FrontDoor(Api api, Access access, Rates rates, Waiters waiters, Runnable written) {
        this.api = api;
        this.access = access;
        this.rates = rates;
        this.waiters = waiters;
        this.written = written;
    }

    @Override
    public void handle(Context context) {
        context.skipRemainingHandlers();
        HttpServletRequest request = context.req();
        Map<String, String> headers = Requests.headers(request);
        Exchange exchange = new Exchange(
                context,
                Gzip.isAccepted(headers.get("accept-encoding")),
                request.getMethod().equals("HEAD"));
        exchange.send(answer(request, headers), waiters);
    }

    private ApiAnswer answer(HttpServletRequest request, Map<String, String> headers) {
        try {
            return dispatch(request, headers);
        } catch (Refusal refusal) {
            return refusal.response();
        } catch (DeploymentGatesException e) {
            LOGGER.warn("{} could not be looked at: {}", request.getMethod(), e.getMessage());
            return Problem.UNAVAILABLE.response("the ledger cannot be used at the moment; the server's log says why");
        } catch (RuntimeException e) {
            LOGGER.error("A request failed", e);
            return Problem.INTERNAL.response("the request failed; the server's log says why");
        }
    }

    private ApiAnswer dispatch(HttpServletRequest request, Map<String, String> headers) throws Refusal {
        String path = Requests.path(request);
        boolean below = path.startsWith(ROOT + "/");
        String operation = below ? path.substring(ROOT.length()) : "";
        boolean open = below && api.isOpen(request.getMethod(), operation);
        Caller caller = open ? LocalCaller.nobody() : access.identify(headers, request.getScheme());
        count(caller, open, request);
        if (caller == null) {
            return Access.unidentified();
        }
        if (!open) {
            request.setAttribute(AccessLog.CALLER, caller.actor().name());
        }
        if (!below) {
            return Problem.NOT_FOUND.response("there is nothing at " + Names.quote(path) + "; the API is at " + ROOT);
        }
        Object body = request.getAttribute(BodyReader.BODY);
        ApiAnswer answer = api.handle(
                Requests.of(request, operation, headers, body == null ? new byte[0] : (byte[]) body, caller));
        if (!request.getMethod().equals("GET")) {
            written.run();
        }
        return answer;
    }

    /** Who does not say who they are is counted by where they come from. */
    private void count(Caller caller, boolean open, HttpServletRequest request) throws Refusal {
        String key = open || caller == null
                ? "from " + request.getRemoteAddr()
                : "user " + caller.actor().name();
        long seconds = rates.take(key);
        if (seconds > 0) {
            throw new Refusal(Problem.TOO_MANY_REQUESTS
                    .response("too many requests; try again in " + seconds + " s")
                    .with("Retry-After", String.valueOf(seconds)));
        }
    }
}
