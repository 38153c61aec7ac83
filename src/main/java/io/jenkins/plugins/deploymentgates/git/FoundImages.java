package io.jenkins.plugins.deploymentgates.git;

import java.util.List;

/**
 * The images that files name.
 *
 * @param images by file, then by line
 * @param skipped places that name no image yet, or cannot be read, as {@code file:line: why}; such as templates
 */
public record FoundImages(List<ImageReference> images, List<String> skipped) {
    public FoundImages {
        images = List.copyOf(images);
        skipped = List.copyOf(skipped);
    }

    /** What is in files that match one of the patterns alone. */
    public FoundImages in(List<String> patterns) {
        PathPatterns wanted = new PathPatterns(patterns);
        return new FoundImages(
                images.stream().filter(image -> wanted.test(image.file())).toList(),
                skipped.stream()
                        .filter(place -> wanted.test(place.substring(0, place.indexOf(':'))))
                        .toList());
    }
}
