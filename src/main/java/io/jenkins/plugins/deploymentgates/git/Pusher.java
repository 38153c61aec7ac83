package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final int ATTEMPTS = 5;

    /** Milliseconds between attempts; a ref is locked for much less. */
    private static final long PAUSE = 100;

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

    /**
     * Pushes. A ref that another push is just moving is tried again for a moment: then it is known who was first.
     */
    PushResult push(List<RefMove> moves) throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<RemoteRefUpdate> updates = new ArrayList<>();
            for (RefMove move : moves) {
                updates.add(update(workspace.objects(), move));
            }
            Optional<String> said;
            try {
                said = send(updates);
            } catch (GitException e) {
                if (isRefusal(e)) {
                    return new PushResult(Outcome.REJECTED, e.getMessage() + "; nothing was changed");
                }
                throw e;
            }
            if (said.isEmpty()) {
                return new PushResult(
                        Outcome.REJECTED,
                        "repository " + where() + " cannot move several branches at once (no atomic push), so none of "
                                + GitErrors.names(moves.stream()
                                        .map(RefMove::ref)
                                        .map(Pusher::shorten)
                                        .toList())
                                + " was moved");
            }
            PushResult result =
                    judge(moves, updates, connection.address().redact(said.get().strip()));
            if (result.outcome() != Outcome.REJECTED || attempt == ATTEMPTS || !isLocked(updates) || !pause()) {
                return result;
            }
        }
    }

    /**
     * Whether the remote does not let this login push at all. Nothing can have arrived then, and asking again would not
     * help; after any other failure on the wire only the remote knows. JGit tells this in words only.
     */
    private static boolean isRefusal(GitException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof TransportException
                    && (message.contains("not permitted") || message.contains("not authorized"))) {
                return true;
            }
        }
        return false;
    }

    /** What the remote said; empty when it cannot move several refs at once. */
    private Optional<String> send(List<RemoteRefUpdate> updates) throws IOException {
        Repository from = workspace.objects();
        return connection.talk(() -> {
            try (Transport transport = connection.open(from)) {
                if (receivePack != null) {
                    transport.setOptionReceivePack(receivePack);
                }
                transport.setPushAtomic(updates.size() > 1);
                return Optional.of(
                        transport.push(NullProgressMonitor.INSTANCE, updates).getMessages());
            } catch (TransportException e) {
                if (updates.size() > 1 && isAboutAtomic(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Git's and JGit's words for a ref that could not be locked. */
    private static boolean isLocked(List<RemoteRefUpdate> updates) {
        return updates.stream()
                .map(RemoteRefUpdate::getMessage)
                .filter(Objects::nonNull)
                .anyMatch(message -> message.contains("failed to update ref")
                        || message.contains("transaction failed")
                        || message.contains("lock"));
    }

    /** Whether the wait was not interrupted. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** JGit tells this in words only. */
    private static boolean isAboutAtomic(TransportException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("atomic push");
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
            done &= isFine(status);
            overtaken |= status == Status.REJECTED_REMOTE_CHANGED;
        }
        if (done) {
            return new PushResult(Outcome.DONE, said);
        }
        Refs now = workspace.refresh();
        if (moves.stream().allMatch(move -> Objects.equals(now.id(move.ref()), move.target()))) {
            // Such as by the same push of a process that was killed, which its receiver still brought to an end.
            return new PushResult(Outcome.DONE, said);
        }
        String moved = moved(moves, now);
        if (overtaken || moved != null) {
            return new PushResult(
                    Outcome.OVERTAKEN,
                    moved == null ? "refs of repository " + where() + " moved and moved back meanwhile" : moved);
        }
        return new PushResult(Outcome.REJECTED, rejected(updates, said));
    }

    private static boolean isFine(Status status) {
        return status == Status.OK || status == Status.UP_TO_DATE || status == Status.NON_EXISTING;
    }

    /** What is not where it was expected; {@code null} when everything is. */
    @CheckForNull
    private String moved(List<RefMove> moves, Refs now) {
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
            if (!isFine(status)) {
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
