package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * What holds for a push into a repository on this machine.
 *
 * @param receivePack the command of the installed Git, which runs hooks; {@code null} when there is none
 */
record LocalReceiver(Repository remote, RepositoryAddress address, @CheckForNull String receivePack) {
    private static final Set<String> ALLOWING = Set.of("ignore", "warn", "false", "no", "off", "0");

    /** Refuses a push to a branch that is checked out, as git-config(1) has it for receive.denyCurrentBranch. */
    @CheckForNull
    PushResult refuse(List<RefMove> moves) throws IOException {
        if (remote.isBare()) {
            return null;
        }
        String policy = remote.getConfig().getString("receive", null, "denyCurrentBranch");
        String wanted = policy == null ? "refuse" : policy.toLowerCase(Locale.ROOT);
        // Only the installed Git can bring the working copy along, and only because its owner asked for that.
        if (ALLOWING.contains(wanted) || (wanted.equals("updateinstead") && receivePack != null)) {
            return null;
        }
        Ref head = remote.exactRef(Constants.HEAD);
        String current = head == null ? null : head.getTarget().getName();
        for (RefMove move : moves) {
            if (move.ref().equals(current)) {
                return new PushResult(
                        Outcome.REJECTED,
                        "branch " + Repository.shortenRefName(current) + " is checked out in " + address.quoted()
                                + ", so it was not moved and nothing was changed; check out another branch there,"
                                + " promote to a bare repository, or set receive.denyCurrentBranch there");
            }
        }
        return null;
    }
}
