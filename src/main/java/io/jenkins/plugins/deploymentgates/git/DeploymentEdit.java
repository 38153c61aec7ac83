package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A change of deployment files that is not made yet: one commit over one or more files. Immutable. */
public final class DeploymentEdit {
    private final String head;
    private final String message;
    private final SortedMap<String, byte[]> files;
    private final List<String> fileChanges;
    private final List<DeploymentChange> changes;

    private DeploymentEdit(
            String head,
            String message,
            SortedMap<String, byte[]> files,
            List<String> fileChanges,
            List<DeploymentChange> changes) {
        this.head = head;
        this.message = message;
        this.files = files;
        this.fileChanges = fileChanges;
        this.changes = changes;
    }

    /** Full id of the commit this is made on top of. */
    public String head() {
        return head;
    }

    /** The commit's message: what, from where, to where, and a line for each thing that changes. */
    public String message() {
        return message;
    }

    /** One {@code A path}, {@code M path} or {@code D path} a file, sorted by path. */
    public List<String> files() {
        return fileChanges;
    }

    /** What it does to deployments, by name. */
    public List<DeploymentChange> changes() {
        return changes;
    }

    /** The same edit with more lines at the end of its message. */
    public DeploymentEdit with(List<String> lines) {
        return new DeploymentEdit(head, message + "\n" + String.join("\n", lines) + "\n", files, fileChanges, changes);
    }

    /** Whether the files say all of it already, so that there is nothing to commit. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /**
     * Makes the commit. Nothing is pushed.
     *
     * @return its full id; that of the head when there is nothing to commit
     */
    public String commit(LineRepository repository, Signature author, Signature committer) {
        return isEmpty() ? head : repository.commitFiles(head, files, message, author, committer);
    }

    /** Collects the files of an edit. Not thread-safe. */
    static final class Builder {
        private final LineRepository repository;
        private final String head;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SortedMap<String, String> kinds = new TreeMap<>();
        private final SortedMap<String, DeploymentChange> changes = new TreeMap<>();

        Builder(LineRepository repository, String head) {
            this.repository = repository;
            this.head = head;
        }

        /** A file with other content, or with none, which deletes it; one that has this content already is left out. */
        Builder file(String path, @CheckForNull byte[] content) {
            byte[] now = repository.file(head, path).orElse(null);
            if (!Arrays.equals(now, content)) {
                files.put(path, content);
                kinds.put(path, now == null ? "A " : content == null ? "D " : "M ");
            }
            return this;
        }

        /** What this does to a deployment; {@code null} for nothing. */
        Builder change(@CheckForNull DeploymentChange change) {
            if (change != null) {
                changes.put(change.name(), change);
            }
            return this;
        }

        /** @param subject the message's first line; the changes follow */
        DeploymentEdit build(String subject) {
            List<String> lines = new ArrayList<>(List.of(subject));
            for (DeploymentChange change : changes.values()) {
                lines.add("");
                if (changes.size() > 1) {
                    lines.add(change.name() + ": " + change.kind().name().toLowerCase(Locale.ROOT));
                }
                lines.addAll(change.details());
            }
            List<String> fileChanges = new ArrayList<>();
            kinds.forEach((path, kind) -> fileChanges.add(kind + path));
            return new DeploymentEdit(
                    head,
                    String.join("\n", lines).stripTrailing() + "\n",
                    files,
                    List.copyOf(fileChanges),
                    List.copyOf(changes.values()));
        }
    }
}
