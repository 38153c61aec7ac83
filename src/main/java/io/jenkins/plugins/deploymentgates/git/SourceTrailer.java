package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The last lines of a message, which tell a later promotion what was copied: {@code Deployment-Gates-Source}, the
 * source's commit, and one {@code Deployment-Gates-Folder} a folder. They are found wherever they stand in a message:
 * merging a pull request may add lines after them.
 */
final class SourceTrailer {
    private static final String SOURCE = "Deployment-Gates-Source: ";
    private static final String FOLDER = "Deployment-Gates-Folder: ";
    private static final Pattern SOURCES = Pattern.compile("(?m)^" + SOURCE + "([0-9a-f]{40})\\s*$");
    private static final Pattern FOLDERS = Pattern.compile("(?m)^" + FOLDER + "(.+?)\\s*$");

    private SourceTrailer() {}

    static String of(String commit, FolderSet folders) {
        StringBuilder text = new StringBuilder(SOURCE + commit + "\n");
        folders.paths().forEach(folder -> text.append(FOLDER).append(folder).append('\n'));
        return text.toString();
    }

    /**
     * What the newest commit of a history names that copied one of the folders. Commits that copied other folders only,
     * for another application, do not count.
     */
    @CheckForNull
    static String newest(Repository repository, ObjectId head, FolderSet folders) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.COMMIT_TIME_DESC);
            walk.sort(RevSort.TOPO, true);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit : walk) {
                String source = source(commit.getFullMessage(), folders);
                if (source != null) {
                    return source;
                }
            }
            return null;
        }
    }

    /** The source's commit that a message names; {@code null} unless it is that of a copy of one of the folders. */
    @CheckForNull
    static String source(String message, FolderSet folders) {
        List<String> sources = all(SOURCES, message);
        List<String> copied = all(FOLDERS, message);
        return !sources.isEmpty() && (copied.isEmpty() || folders.overlaps(copied))
                ? sources.get(sources.size() - 1)
                : null;
    }

    private static List<String> all(Pattern pattern, String message) {
        return pattern.matcher(message)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
