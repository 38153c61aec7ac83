package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.jenkins.plugins.deploymentgates.api.Api;
import io.jenkins.plugins.deploymentgates.api.ApiAnswer;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.Caller;
import io.jenkins.plugins.deploymentgates.api.Problem;
import io.jenkins.plugins.deploymentgates.api.ProblemException;
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
    private static final String METRICS = "/metrics";

    private final ServeHost host;
    private final Api api;
    private final Access access;
    private final Rates rates;
    private final Waiters waiters;
    private final Metrics metrics;
    private final Runnable written;
    private final Viewer viewer = new Viewer();
    private final Pages pages = new Pages();

    /** @param written told that something may have been written; must not block */
    FrontDoor(ServeHost host, Access access, Rates rates, Waiters waiters, Metrics metrics, Runnable written) {
        this.host = host;
        this.api = new Api(host);
        this.access = access;
        this.rates = rates;
        this.waiters = waiters;
        this.metrics = metrics;
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
        ApiResponse page = viewer.page(path);
        if (page == null) {
            page = pages.page(path, headers.get("if-none-match"));
        }
        if (page != null) {
            count(null, request);
            return isReading(request) ? page : onlyRead(path);
        }
        if (path.startsWith(ROOT + "/")) {
            return answered(request, headers, path.substring(ROOT.length()));
        }
        if (path.equals(SessionCookie.PATH)) {
            return session(request, headers);
        }
        Caller caller = known(headers, request);
        if (path.equals(METRICS)) {
            request.setAttribute(Metrics.OPERATION, "GET " + METRICS);
            return isReading(request) ? scrape(caller) : onlyRead(path);
        }
        return Problem.NOT_FOUND.response("there is nothing at " + Names.quote(path)
                + "; the pages begin at /, the API is at " + ROOT + ", metrics at " + METRICS);
    }

    /** Signs a person in whose token is valid, or out. */
    private ApiResponse session(HttpServletRequest request, Map<String, String> headers) throws Refusal {
        request.setAttribute(Metrics.OPERATION, request.getMethod() + " " + SessionCookie.PATH);
        if (isReading(request)) {
            count(null, request);
            return SessionCookie.told(headers);
        }
        boolean in = request.getMethod().equals("POST");
        if (!in && !request.getMethod().equals("DELETE")) {
            count(null, request);
            return Problem.METHOD_NOT_ALLOWED
                    .response(Names.quote(SessionCookie.PATH) + " knows GET, POST and DELETE only")
                    .with("Allow", "GET, POST, DELETE");
        }
        try {
            SessionCookie.checkPage(headers);
        } catch (Refusal refusal) {
            count(null, request);
            throw refusal;
        }
        if (!in) {
            count(null, request);
            return SessionCookie.cleared(headers);
        }
        String token;
        try {
            token = SessionCookie.token(body(request));
        } catch (ProblemException e) {
            count(null, request);
            return e.problem().response(e.getMessage());
        }
        known(Map.of("authorization", "Bearer " + token), request);
        return SessionCookie.set(token, headers);
    }

    private static byte[] body(HttpServletRequest request) {
        Object body = request.getAttribute(BodyReader.BODY);
        return body == null ? new byte[0] : (byte[]) body;
    }

    private ApiAnswer answered(HttpServletRequest request, Map<String, String> headers, String path) throws Refusal {
        request.setAttribute(
                Metrics.OPERATION, api.operation(request.getMethod(), path).orElse("none"));
        Caller caller;
        if (api.isOpen(request.getMethod(), path)) {
            count(null, request);
            caller = LocalCaller.nobody();
        } else {
            caller = known(headers, request);
        }
        ApiAnswer answer = api.handle(Requests.of(request, path, headers, body(request), caller));
        if (!isReading(request)) {
            written.run();
        }
        return answer;
    }

    /** All applications together: nothing for who may see some only. */
    private ApiResponse scrape(Caller caller) {
        boolean all = host.configuration().applications().keySet().stream().allMatch(caller::sees);
        return all
                ? metrics.scrape()
                : Problem.NOT_ALLOWED.response(
                        caller.actor().name() + " may not read the metrics, which are about all applications");
    }

    private static boolean isReading(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static ApiResponse onlyRead(String path) {
        return Problem.METHOD_NOT_ALLOWED
                .response(Names.quote(path) + " knows GET and HEAD only")
                .with("Allow", "GET, HEAD");
    }

    /** Who calls; whoever does not say so is answered that they must. */
    private Caller known(Map<String, String> headers, HttpServletRequest request) throws Refusal {
        Caller caller;
        try {
            caller = access.identify(
                    headers, SessionCookie.authorization(headers, isReading(request)), request.getScheme());
        } catch (Refusal refusal) {
            count(null, request);
            throw refusal;
        }
        count(caller, request);
        if (caller == null) {
            throw new Refusal(Access.unidentified());
        }
        request.setAttribute(AccessLog.CALLER, caller.actor().name());
        return caller;
    }

    /** Who does not say who they are is counted by where they come from. */
    private void count(@CheckForNull Caller caller, HttpServletRequest request) throws Refusal {
        String key = caller == null
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
