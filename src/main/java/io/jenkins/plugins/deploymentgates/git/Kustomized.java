package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * An entry of {@code images} in a kustomization: what an image of this name becomes.
 *
 * @param file the kustomization
 * @param line where it says so
 * @param name what is replaced, without tag and digest
 * @param newName {@code null} to keep the name
 * @param tag {@code null} to keep the tag
 * @param digest {@code null} to keep the digest
 */
record Kustomized(
        String file,
        int line,
        String name,
        @CheckForNull String newName,
        @CheckForNull String tag,
        @CheckForNull String digest) {

    /** Whether the image is known without the manifest that it is replaced in. */
    boolean isWhole() {
        return tag != null || digest != null;
    }

    /** The image, if it is known without a manifest. */
    ImageReference whole() {
        return new ImageReference(file, line, renamed() + ImageFinder.suffix(tag, digest));
    }

    /** What becomes of an image that a manifest names, where only the name is replaced. */
    ImageReference of(ImageReference image) {
        return new ImageReference(file, line, renamed() + image.image().substring(name.length()));
    }

    String renamed() {
        return newName == null ? name : newName;
    }
}
