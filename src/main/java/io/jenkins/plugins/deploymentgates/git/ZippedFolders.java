package io.jenkins.plugins.deploymentgates.git;

import java.nio.file.Path;
import java.util.List;

/**
 * A zip release that was written.
 *
 * @param file where it is
 * @param sha256 of the whole file, lower-case hexadecimal
 * @param files the files in it, sorted, without the manifest
 * @param linksOut symbolic links that lead out of the folders, as {@code path -> target}, sorted
 * @param pointers files that are pointers of Git LFS, sorted; what they point to is not in the release
 */
public record ZippedFolders(
        Path file, String sha256, List<String> files, List<String> linksOut, List<String> pointers) {
    public ZippedFolders {
        files = List.copyOf(files);
        linksOut = List.copyOf(linksOut);
        pointers = List.copyOf(pointers);
    }
}
