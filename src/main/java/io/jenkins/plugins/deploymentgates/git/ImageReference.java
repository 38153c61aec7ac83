package io.jenkins.plugins.deploymentgates.git;

/**
 * A container image that a file names.
 *
 * @param file from the top of the repository
 * @param line from 1
 * @param image such as {@code registry.example.com/shop/web:1.4} or with {@code @sha256:...}; without a tag as it is written
 */
public record ImageReference(String file, int line, String image) {
    private static final String DOCKER_HUB = "docker.io";

    /** The image without tag and digest. */
    public String name() {
        String name = image.indexOf('@') < 0 ? image : image.substring(0, image.indexOf('@'));
        int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
        return tag < 0 ? name : name.substring(0, tag);
    }

    /**
     * Host and port of the registry it is fetched from: {@code docker.io} where none is written, as container runtimes
     * have it.
     */
    public String registry() {
        String first = name().substring(0, Math.max(0, name().indexOf('/')));
        return isHost(first) ? first : DOCKER_HUB;
    }

    /** Its repository in that registry. */
    public String repository() {
        String name = name();
        boolean hosted = isHost(name.substring(0, Math.max(0, name.indexOf('/'))));
        String path = hosted ? name.substring(name.indexOf('/') + 1) : name;
        return registry().equalsIgnoreCase(DOCKER_HUB) && path.indexOf('/') < 0 ? "library/" + path : path;
    }

    private static boolean isHost(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    /** The digest, else the tag, else {@code latest}. */
    public String version() {
        int digest = image.indexOf('@');
        if (digest >= 0) {
            return image.substring(digest + 1);
        }
        String name = name();
        return image.length() == name.length() ? "latest" : image.substring(name.length() + 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + image;
    }
}
