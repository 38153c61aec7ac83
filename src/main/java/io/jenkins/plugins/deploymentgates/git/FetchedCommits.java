package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds the commits of one repository by what people call them, and brings those that are not here yet. Not thread-safe. */
final class FetchedCommits {
    private final RepositoryAddress address;
    private final Workspace workspace;

    FetchedCommits(RepositoryAddress address, Workspace workspace) {
        this.address = address;
        this.workspace = workspace;
    }

    /** See {@link LineRepository#find}. */
    Optional<String> find(String commitish) {
        Refs refs = read(workspace::refs);
        SortedMap<String, String> heads = refs.heads();
        String found = heads.getOrDefault(commitish, refs.tags().get(commitish));
        if (found == null && Ids.looksLikeId(commitish)) {
            found = byId(commitish);
            if (found == null && read(workspace::fetch)) {
                found = byId(commitish);
            }
        }
        return Optional.ofNullable(found);
    }

    @CheckForNull
    private String byId(String id) {
        SortedSet<String> commits = read(() -> History.commitsThatFit(workspace.objects(), id));
        if (commits.size() > 1) {
            throw new UnknownRefException("'" + id + "' fits " + commits.size() + " commits of repository "
                    + address.quoted() + " (" + GitErrors.names(commits) + "); give more characters");
        }
        return commits.isEmpty() ? null : commits.first();
    }

    /**
     * Makes sure that a commit is here.
     *
     * @throws GitException when the id is not a full one, or the repository has no such commit
     */
    ObjectId commit(String id) {
        if (!Ids.isFull(id)) {
            throw new GitException("'" + id + "' is no full commit id; it has 40 hexadecimal digits");
        }
        ObjectId wanted = commitOrNull(id);
        if (wanted == null) {
            throw GitErrors.noCommit(address, id);
        }
        return wanted;
    }

    /** The same by a full id; {@code null} when the repository has no such commit. */
    @CheckForNull
    ObjectId commitOrNull(String id) {
        ObjectId wanted = ObjectId.fromString(id);
        return isHere(wanted) || (read(workspace::fetch) && isHere(wanted)) ? wanted : null;
    }

    private boolean isHere(ObjectId id) {
        return read(() -> {
            try (RevWalk walk = new RevWalk(workspace.objects())) {
                walk.parseCommit(id);
                return true;
            } catch (MissingObjectException | IncorrectObjectTypeException e) {
                return false;
            }
        });
    }

    /** Reads from the trees of two commits, or of one that is given twice. */
    <T> T withCommits(String first, String second, TwoCommits<T> action) {
        ObjectId a = commit(first);
        ObjectId b = commit(second);
        return read(() -> {
            try (RevWalk walk = new RevWalk(workspace.objects())) {
                return action.apply(walk.getObjectReader(), walk.parseCommit(a), walk.parseCommit(b));
            }
        });
    }

    /** Does something; when it fails to read, the message names this repository. */
    <T> T read(Connection.Call<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw GitErrors.unreadable(address, e);
        }
    }

    /** Has the objects of both. */
    interface TwoCommits<T> {
        T apply(ObjectReader reader, RevCommit first, RevCommit second) throws IOException;
    }
}
