package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.Transport;

/**
 * Moves refs of the remote, each only from the id it is expected to have, all or none. Every push is a compare-and-swap,
 * also one that looks like a fast-forward, so a move that is none (a rollback) is safe as well.
 */
final class Pusher {
    private final Connection connection;
    private final Workspace workspace;

    @CheckForNull
    private final String receivePack;

    /** @param receivePack the command that receives on this machine, or {@code null} for the transport's own way */
    Pusher(Connection connection, Workspace workspace, @CheckForNull String receivePack) {
        this.connection = connection;
        this.workspace = workspace;
        this.receivePack = receivePack;
    }

    PushResult push(List<RefMove> moves) throws IOException {
        Repository from = workspace.objects();
        List<RemoteRefUpdate> updates = new ArrayList<>();
        for (RefMove move : moves) {
            updates.add(update(from, move));
        }
        String said = connection.talk(() -> {
            try (Transport transport = connection.open(from)) {
                if (receivePack != null) {
                    transport.setOptionReceivePack(receivePack);
                }
                transport.setPushAtomic(moves.size() > 1);
                return transport.push(NullProgressMonitor.INSTANCE, updates).getMessages();
            } catch (TransportException e) {
                if (moves.size() > 1 && isAboutAtomic(e)) {
                    return null;
                }
                throw e;
            }
        });
        if (said == null) {
            return new PushResult(
                    Outcome.REJECTED,
                    "repository " + where() + " cannot move several branches at once (no atomic push), so none of "
                            + GitErrors.names(moves.stream()
                                    .map(RefMove::ref)
                                    .map(Pusher::shorten)
                                    .toList())
                            + " was moved");
        }
        return judge(moves, updates, connection.address().redact(said.strip()));
    }

    /** JGit tells this in words only. */
    private static boolean isAboutAtomic(TransportException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("atomic");
    }

    private static RemoteRefUpdate update(Repository from, RefMove move) throws IOException {
        ObjectId target = move.target() == null ? null : ObjectId.fromString(move.target());
        ObjectId expected = move.expected() == null ? ObjectId.zeroId() : ObjectId.fromString(move.expected());
        return new RemoteRefUpdate(from, move.target(), target, move.ref(), true, null, expected);
    }

    private PushResult judge(List<RefMove> moves, List<RemoteRefUpdate> updates, String said) throws IOException {
        boolean done = true;
        boolean overtaken = false;
        for (RemoteRefUpdate update : updates) {
            Status status = update.getStatus();
            done &= status == Status.OK || status == Status.UP_TO_DATE || status == Status.NON_EXISTING;
            overtaken |= status == Status.REJECTED_REMOTE_CHANGED;
        }
        if (done) {
            return new PushResult(Outcome.DONE, said);
        }
        String moved = moved(moves);
        if (overtaken || moved != null) {
            return new PushResult(Outcome.OVERTAKEN, moved == null ? "moved and moved back meanwhile" : moved);
        }
        return new PushResult(Outcome.REJECTED, rejected(updates, said));
    }

    /** What is not where it was expected; {@code null} when everything is. */
    @CheckForNull
    private String moved(List<RefMove> moves) throws IOException {
        Refs now = workspace.refresh();
        for (RefMove move : moves) {
            String found = now.id(move.ref());
            if (!Objects.equals(found, move.expected())) {
                return shorten(move.ref()) + " of repository " + where() + " moved under the promotion: expected "
                        + Ids.abbreviate(move.expected()) + ", found " + Ids.abbreviate(found)
                        + "; nothing was changed";
            }
        }
        return null;
    }

    private String rejected(List<RemoteRefUpdate> updates, String said) {
        StringBuilder text = new StringBuilder("repository " + where() + " refused to move ");
        List<String> reasons = new ArrayList<>();
        for (RemoteRefUpdate update : updates) {
            Status status = update.getStatus();
            boolean fine = status == Status.OK || status == Status.UP_TO_DATE || status == Status.NON_EXISTING;
            if (!fine) {
                String message = update.getMessage() == null ? status.name() : update.getMessage();
                reasons.add(shorten(update.getRemoteName()) + " ("
                        + connection.address().redact(message) + ")");
            }
        }
        text.append(GitErrors.names(reasons)).append("; nothing was changed");
        if (!said.isEmpty()) {
            text.append(". It says: ").append(said);
        }
        return text.toString();
    }

    private String where() {
        return connection.address().quoted();
    }

    static String shorten(String ref) {
        return Repository.shortenRefName(ref);
    }
}
