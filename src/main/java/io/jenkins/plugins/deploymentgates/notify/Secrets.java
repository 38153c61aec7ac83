package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where a host keeps the secrets that the configuration names. Asked for each delivery, so that a change counts at once.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface Secrets {

    /**
     * The secret of a name.
     *
     * @throws DeploymentGatesException when there is none, naming it and what to do, and no secret
     */
    String find(String name);

    /**
     * Secrets in environment variables: {@code hook-hmac} is in {@code DEPLOYMENT_GATES_SECRET_HOOK_HMAC}, or in the file
     * that {@code DEPLOYMENT_GATES_SECRET_HOOK_HMAC_FILE} names.
     *
     * @param environment looks up a variable; {@code null} for one that is not set
     */
    static Secrets ofEnvironment(UnaryOperator<String> environment) {
        return name -> {
            String variable =
                    "DEPLOYMENT_GATES_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
            String value = environment.apply(variable);
            String file = environment.apply(variable + "_FILE");
            String found = value == null || value.isBlank() ? read(name, variable, file) : value;
            if (found.isBlank()) {
                throw new DeploymentGatesException("there is no secret " + Names.quote(name) + "; set " + variable
                        + ", or " + variable + "_FILE to the file that has it");
            }
            return found.strip();
        };
    }

    private static String read(String name, String variable, @CheckForNull String file) {
        if (file == null || file.isBlank()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            // The file's content may be in the message of a wrong encoding.
            throw new DeploymentGatesException("the secret " + Names.quote(name) + " cannot be read from the file "
                    + Names.quote(file) + " that " + variable + "_FILE names: "
                    + e.getClass().getSimpleName());
        }
    }
}
