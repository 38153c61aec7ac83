package io.jenkins.plugins.deploymentgates.git;

import java.io.File;
import java.util.function.Function;

/** Whether and how the installed Git can be used. */
final class LocalGit {
    /**
     * JGit's own way of receiving on this machine runs no hooks and knows few of the {@code receive.*} settings. Any
     * command other than its default makes it start a process instead; {@code exec} spares the shell in between.
     */
    private static final String RECEIVE_PACK = "exec git receive-pack";

    private LocalGit() {}

    /** The command that receives a push, or {@code null} when no Git is installed. */
    @edu.umd.cs.findbugs.annotations.CheckForNull
    static String receivePack(Function<String, String> environment) {
        return installed(environment) ? RECEIVE_PACK : null;
    }

    private static boolean installed(Function<String, String> environment) {
        String path = environment.apply("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : path.split(File.pathSeparator)) {
            if (new File(folder, "git").canExecute() || new File(folder, "git.exe").canExecute()) {
                return true;
            }
        }
        return false;
    }
}
