package io.jenkins.plugins.deploymentgates.api;

import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.git.GitConflictException;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.UnknownRefException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.IllegalMoveException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.NotAllowedException;
import io.jenkins.plugins.deploymentgates.promotion.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what goes wrong into problem documents. What a person could not do anything about, such as the path of a file of
 * the server, is logged and not told. Stateless.
 */
final class Failures {
    private static final Logger LOGGER = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param what was being done, for the log */
    static ApiResponse response(RuntimeException failure, String what) {
        if (failure instanceof ProblemException problem) {
            return problem.problem().response(problem.getMessage());
        }
        if (failure instanceof LedgerException) {
            LOGGER.warn("{}: the ledger failed", what, failure);
            return Problem.UNAVAILABLE.response("the ledger cannot be used at the moment; the server's log says why");
        }
        if (failure instanceof DeploymentGatesException) {
            return kind(failure).response(failure.getMessage());
        }
        LOGGER.error("{} failed", what, failure);
        return Problem.INTERNAL.response("the request failed; the server's log says why");
    }

    private static Problem kind(RuntimeException failure) {
        if (failure instanceof NotAllowedException) {
            return Problem.NOT_ALLOWED;
        }
        if (failure instanceof RefusedException
                || failure instanceof IllegalMoveException
                || failure instanceof GitConflictException
                || failure instanceof ConfigurationException) {
            return Problem.REFUSED;
        }
        if (failure instanceof InvalidInputException || failure instanceof UnknownRefException) {
            return Problem.INVALID;
        }
        return failure instanceof GitException ? Problem.UPSTREAM : Problem.UNAVAILABLE;
    }
}
