package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.ObjectSource.Found;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Replaces folders of a target by those of a source. Only the trees on the way to the folders are written anew, and only
 * objects come over that the target does not have, so the effort is that of what differs. Not thread-safe.
 *
 * <p>Submodules, symbolic links and pointers of Git LFS come over as they are. A submodule is refused unless the target's
 * own {@code .gitmodules} names it: that file is in no folder, and without its entry every clone with submodules fails.
 */
final class FolderCopier {
    private final LineRepository source;
    private final LineRepository target;
    private final Clock clock;

    FolderCopier(LineRepository source, LineRepository target, Clock clock) {
        this.source = source;
        this.target = target;
        this.clock = clock;
    }

    /** See {@link Folders#copy}. */
    CopiedFolders copy(String sourceCommit, FolderCopy what, @CheckForNull String onto) {
        Instant now = clock.instant();
        CommitBuilder commit = new CommitBuilder();
        commit.setAuthor(what.author().at(now));
        commit.setCommitter(what.committer().at(now));
        ObjectId from = source.commit(sourceCommit);
        ObjectId head = onto == null ? null : target.commit(onto);
        try (ObjectSource there = new ObjectSource(source);
                ObjectSource here = new ObjectSource(target)) {
            Copy copy = new Copy(what.folders(), there, here, from, head);
            copy.gather(what.allowRemoval());
            String previous = head == null
                    ? null
                    : target.read(() -> SourceTrailer.newest(target.workspace().objects(), head, what.folders()));
            if (copy.changesNothing()) {
                return new CopiedFolders(onto, onto, List.of(), previous, "", List.of(), List.of());
            }
            String message = what.notes().text(source, sourceCommit, previous, what.folders())
                    + copy.warnings() + "\n"
                    + SourceTrailer.of(sourceCommit, what.folders());
            commit.setMessage(message);
            return copy.store(commit, previous);
        }
    }

    /**
     * Holds the changes of a commit against the folders.
     *
     * @param changes such as {@code M path}
     * @throws GitException when a file outside of the folders would change, which is a defect of ours
     */
    static void checkUntouched(List<String> changes, FolderSet folders, String repository) {
        List<String> others = changes.stream()
                .map(change -> change.substring(2))
                .filter(path -> !folders.contains(path))
                .toList();
        if (!others.isEmpty()) {
            throw new GitException("the commit made for repository '" + repository + "' would change "
                    + GitErrors.names(others) + " outside of the folders " + folders
                    + ", so it is not used; nothing was changed. This is a defect, please report it");
        }
    }

    /** One copy on its way. */
    private final class Copy implements TreeComparison.Visitor {
        private final FolderSet folders;
        private final ObjectSource there;
        private final ObjectSource here;
        private final ObjectId from;
        private final NewObjects objects = new NewObjects();
        private final FolderFindings findings;
        private final ObjectId sourceRoot;

        @CheckForNull
        private final ObjectId head;

        @CheckForNull
        private final ObjectId oldRoot;

        @CheckForNull
        private ObjectId root;

        Copy(FolderSet folders, ObjectSource there, ObjectSource here, ObjectId from, @CheckForNull ObjectId head) {
            this.folders = folders;
            this.there = there;
            this.here = here;
            this.from = from;
            this.head = head;
            this.findings = new FolderFindings(there, folders);
            this.sourceRoot = there.treeOf(from);
            this.oldRoot = head == null ? null : here.treeOf(head);
            this.root = oldRoot;
        }

        /** Compares all folders and puts them in their places. */
        void gather(boolean allowRemoval) {
            TreeComparison comparison = new TreeComparison(here, there, this);
            for (String folder : folders.paths()) {
                Found old = oldRoot == null ? null : here.find(oldRoot, folder);
                Found now = there.find(sourceRoot, folder);
                checkFolders(folder, old, now, allowRemoval);
                ObjectId content = now == null ? null : now.entry().id();
                comparison.compare(folder, old == null ? null : old.entry().id(), content);
                root = graft("", root, folder, content);
            }
            checkSubmodules();
            if (root == null) {
                if (head == null) {
                    throw new GitException("there is nothing to copy: commit " + Ids.abbreviate(from.name())
                            + " of repository " + there.quoted() + " has none of the folders " + folders);
                }
                root = objects.add(Constants.OBJ_TREE, new byte[0]);
            }
        }

        private void checkFolders(
                String folder, @CheckForNull Found old, @CheckForNull Found now, boolean allowRemoval) {
            String place = " at commit " + Ids.abbreviate(from.name()) + " of repository " + there.quoted();
            String other = now == null ? null : FolderFindings.noFolder(now, folder);
            if (other != null) {
                throw new GitException(
                        other + place + "; only folders are copied, so name one that holds what is to be" + " copied");
            }
            String inTheWay = old == null ? null : FolderFindings.noFolder(old, folder);
            if (inTheWay != null) {
                throw new GitException(inTheWay + " at commit " + Ids.abbreviate(head == null ? null : head.name())
                        + " of repository " + here.quoted() + ", where the folder '" + folder
                        + "' is to go; move it away there");
            }
            if (now == null && !allowRemoval) {
                throw new GitException("folder '" + folder + "' is not there" + place
                        + (old == null
                                ? ", nor in repository " + here.quoted()
                                : ", so all of it would be removed from repository " + here.quoted())
                        + "; correct the folders, or allow that whole folders are removed with git.folders.removable");
            }
        }

        /**
         * The tree with a folder in its place.
         *
         * @param content the folder's tree; {@code null} to remove it
         * @return {@code null} for a tree that would be empty
         */
        @CheckForNull
        private ObjectId graft(String above, @CheckForNull ObjectId tree, String path, @CheckForNull ObjectId content) {
            List<TreeEntry> entries = new ArrayList<>();
            if (tree != null) {
                byte[] ours = objects.content(tree);
                entries.addAll(TreeEntry.read(ours == null ? here.tree(tree) : ours));
            }
            int slash = path.indexOf('/');
            String name = slash < 0 ? path : path.substring(0, slash);
            TreeEntry wanted = TreeEntry.folder(name, from);
            TreeEntry old = null;
            for (TreeEntry entry : entries) {
                if (entry.key().equals(wanted.key())) {
                    old = entry;
                } else if (content != null
                        && FolderFindings.folded(entry.name()).equals(FolderFindings.folded(name))) {
                    throw new GitException("'" + above + entry.name() + "' of repository " + here.quoted() + " and '"
                            + above + name + "' of repository " + there.quoted()
                            + " differ by upper and lower case only, which is one folder on Windows and macOS; rename"
                            + " one of them");
                }
            }
            ObjectId now = slash < 0
                    ? content
                    : graft(above + name + "/", old == null ? null : old.id(), path.substring(slash + 1), content);
            if (old == null ? now == null : old.id().equals(now)) {
                return tree;
            }
            entries.remove(old);
            if (now != null) {
                entries.add(TreeEntry.folder(name, now));
            }
            return entries.isEmpty() ? null : objects.add(Constants.OBJ_TREE, TreeEntry.write(entries));
        }

        @Override
        public void tree(String path, ObjectId id, byte[] content, List<TreeEntry> entries) {
            findings.addNames(path, entries);
            objects.add(id, Constants.OBJ_TREE, content);
        }

        @Override
        public void file(String path, @CheckForNull TreeEntry before, @CheckForNull TreeEntry after) {
            if (after != null) {
                findings.add(path, after);
                if (!after.isSubmodule() && !here.has(after.id())) {
                    objects.addFile(after.id(), there);
                }
            }
        }

        private void checkSubmodules() {
            if (findings.submodules().isEmpty()) {
                return;
            }
            Set<String> missing = new TreeSet<>(findings.submodules());
            missing.removeAll(namedSubmodules());
            if (!missing.isEmpty()) {
                throw new GitException("the submodules " + GitErrors.names(missing) + " of repository " + there.quoted()
                        + " are not in .gitmodules of repository " + here.quoted()
                        + ", which is in none of the folders; add path and url of each to that file first");
            }
        }

        private Set<String> namedSubmodules() {
            Found file = oldRoot == null ? null : here.find(oldRoot, Constants.DOT_GIT_MODULES);
            Set<String> named = new TreeSet<>();
            if (file != null && !file.entry().isTree()) {
                Config modules = new Config();
                try {
                    modules.fromText(new String(here.content(file.entry().id()), StandardCharsets.UTF_8));
                } catch (ConfigInvalidException e) {
                    throw new GitException(
                            ".gitmodules of repository " + here.quoted() + " cannot be read: " + e.getMessage()
                                    + "; correct it there",
                            e);
                }
                for (String name : modules.getSubsections("submodule")) {
                    String path = modules.getString("submodule", name, "path");
                    if (path != null) {
                        named.add(path);
                    }
                }
            }
            return named;
        }

        /** What a reader of the message should know of the files. */
        String warnings() {
            return warning("Symbolic links that lead out of the folders", findings.linksOut())
                    + warning("Pointers of Git LFS, without what they point to", findings.pointers());
        }

        private String warning(String what, List<String> names) {
            return names.isEmpty() ? "" : "\n" + what + ": " + GitErrors.names(names) + "\n";
        }

        boolean changesNothing() {
            return head != null && Objects.equals(root, oldRoot);
        }

        /** Writes all that is new, and checks it as it will be read. */
        CopiedFolders store(CommitBuilder commit, @CheckForNull String previous) {
            commit.setTreeId(root);
            if (head != null) {
                commit.setParentId(head);
            }
            ObjectId id = objects.add(Constants.OBJ_COMMIT, bytes(commit));
            List<String> changes = target.read(() -> {
                Repository repository = target.workspace().forNewObjects();
                objects.store(repository);
                try (ObjectReader reader = repository.newObjectReader()) {
                    return Trees.changedFiles(reader, oldRoot, root);
                }
            });
            checkUntouched(changes, folders, target.address());
            return new CopiedFolders(
                    id.name(),
                    head == null ? null : head.name(),
                    changes,
                    previous,
                    commit.getMessage(),
                    findings.linksOut(),
                    findings.pointers());
        }

        private byte[] bytes(CommitBuilder commit) {
            try {
                return commit.build();
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("every Java has UTF-8", e);
            }
        }
    }
}
