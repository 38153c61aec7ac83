package io.jenkins.plugins.deploymentgates.model;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Folders of a repository that are copied as they are, named from its top; none within another. Immutable.
 *
 * @param paths sorted, such as {@code apps} and {@code infra/base}
 */
public record FolderSet(List<String> paths) {
    public FolderSet {
        paths = paths.stream().map(FolderSet::checked).sorted().toList();
        if (paths.isEmpty()) {
            throw new InvalidInputException("no folder is named; name at least one, such as apps");
        }
        for (int i = 0; i < paths.size(); i++) {
            for (int j = i + 1; j < paths.size(); j++) {
                checkApart(paths.get(i), paths.get(j));
            }
        }
    }

    /** @throws InvalidInputException when a name is no folder below the top, or two name the same files */
    public static FolderSet of(Collection<String> paths) {
        return new FolderSet(List.copyOf(paths));
    }

    /** Whether a file is in one of the folders, at any depth. */
    public boolean contains(String file) {
        return paths.stream().anyMatch(folder -> file.startsWith(folder + "/"));
    }

    /** Whether a folder of the one is the same as, within, or around one of the other. */
    public boolean overlaps(Collection<String> others) {
        return others.stream().anyMatch(other -> paths.stream()
                .anyMatch(folder ->
                        folder.equals(other) || folder.startsWith(other + "/") || other.startsWith(folder + "/")));
    }

    /** The folders as a sentence names them. */
    @Override
    public String toString() {
        return Texts.and(paths);
    }

    private static String checked(String path) {
        String folder = Objects.requireNonNull(path, "a folder's name");
        if (folder.isBlank()) {
            throw new InvalidInputException("a folder has no name; name one from the top of the repository, such as"
                    + " apps; the whole repository cannot be copied");
        }
        if (folder.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInputException(
                    "folder '" + folder.replaceAll("\\p{Cntrl}", "?") + "' has a control character in it; remove it");
        }
        if (folder.startsWith("/") || folder.matches("[A-Za-z]:[/\\\\].*")) {
            throw new InvalidInputException("folder '" + folder
                    + "' is an absolute path; name it from the top of the repository, such as apps");
        }
        if (folder.indexOf('\\') >= 0) {
            throw new InvalidInputException(
                    "folder '" + folder + "' has a backslash in it; write " + folder.replace('\\', '/'));
        }
        String name = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        for (String part : name.split("/", -1)) {
            checkPart(folder, part);
        }
        return name;
    }

    private static void checkPart(String folder, String part) {
        if (part.isEmpty()) {
            throw new InvalidInputException(
                    "folder '" + folder + "' has an empty part; write one / between the names of folders");
        }
        if (part.equals(".") || part.equals("..")) {
            throw new InvalidInputException("folder '" + folder + "' has '" + part
                    + "' in it; name it from the top of the repository without . and ..");
        }
        if (part.toLowerCase(Locale.ROOT).matches("\\.git[ .]*|git~1")) {
            throw new InvalidInputException("folder '" + folder + "' is Git's own, which is never copied");
        }
    }

    private static void checkApart(String one, String other) {
        if (one.equals(other)) {
            throw new InvalidInputException("folder '" + one + "' is named twice; name it once");
        }
        if (one.equalsIgnoreCase(other)) {
            throw new InvalidInputException("folders '" + one + "' and '" + other
                    + "' differ by upper and lower case only, which is one folder on Windows and macOS; name one of"
                    + " them");
        }
        if (other.startsWith(one + "/")) {
            throw new InvalidInputException("folder '" + other + "' is within folder '" + one + "'; name one of them");
        }
    }
}
