package io.jenkins.plugins.deploymentgates.jenkins.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.security.csrf.CrumbIssuer;
import io.jenkins.plugins.deploymentgates.api.ApiAnswer;
import io.jenkins.plugins.deploymentgates.api.ApiRequest;
import io.jenkins.plugins.deploymentgates.api.Problem;
import io.jenkins.plugins.deploymentgates.api.Targets;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * {@code /deployments/api}: hands requests to the API and its answers back. Who may not come into Jenkins at all does not
 * come here either, and is answered by Jenkins. Stateless.
 */
public final class ApiEndpoint {
    private static final Logger LOGGER = Logger.getLogger(ApiEndpoint.class.getName());
    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS");

    /** What Jenkins marks requests with that came with an API token. */
    private static final String BY_TOKEN = "jenkins.security.BasicHeaderApiTokenAuthenticator";

    /** The API's root. */
    public void doIndex(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        doDynamic(request, response);
    }

    /** Everything below. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        new Exchange(request, response).send(answer(request), ApiService.get().waiters());
    }

    private static ApiAnswer answer(StaplerRequest2 request) throws IOException {
        try {
            if (lacksCrumb(request)) {
                return Problem.NOT_ALLOWED.response("a session needs a crumb in the header "
                        + Jenkins.get().getCrumbIssuer().getCrumbRequestField() + "; an API token needs none");
            }
            if (request.getContentLengthLong() > ApiRequest.MAX_BODY) {
                return Problem.TOO_LARGE.response("the body has " + request.getContentLengthLong() + " bytes; at most "
                        + ApiRequest.MAX_BODY + " are taken");
            }
            String raw = request.getOriginalRestOfPath();
            ApiAnswer answer = ApiService.get()
                    .api()
                    .handle(new ApiRequest(
                            request.getMethod(),
                            raw.isEmpty() ? "/" : Targets.path(raw),
                            Targets.query(request.getQueryString()),
                            headers(request),
                            request.getInputStream().readNBytes(ApiRequest.MAX_BODY + 1),
                            UserCaller.current()));
            if (!SAFE.contains(request.getMethod())) {
                PromotionWatch.get().lookSoon();
            }
            return answer;
        } catch (InvalidInputException e) {
            return Problem.BAD_REQUEST.response(e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.SEVERE, "A request failed", e);
            return Problem.INTERNAL.response("the request failed; the controller's log says why");
        }
    }

    /** Jenkins asks for a crumb with POST only; here the other methods that write need one as well. */
    private static boolean lacksCrumb(StaplerRequest2 request) {
        CrumbIssuer issuer = Jenkins.get().getCrumbIssuer();
        return issuer != null
                && !SAFE.contains(request.getMethod())
                && !request.getMethod().equals("POST")
                && !Boolean.TRUE.equals(request.getAttribute(BY_TOKEN))
                && !isValid(issuer, request, request.getHeader(issuer.getCrumbRequestField()));
    }

    private static boolean isValid(CrumbIssuer issuer, StaplerRequest2 request, @CheckForNull String crumb) {
        return crumb != null
                && issuer.validateCrumb(request, issuer.getDescriptor().getCrumbSalt(), crumb);
    }

    /** All headers, by their names in lower case; one that is sent again is a list. */
    private static Map<String, String> headers(StaplerRequest2 request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        return headers;
    }
}
