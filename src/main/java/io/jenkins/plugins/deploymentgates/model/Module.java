package io.jenkins.plugins.deploymentgates.model;

/**
 * What an artifact is a version of: {@code group:name}.
 *
 * @param group such as {@code com.acme}
 * @param name such as {@code shop-api}
 */
public record Module(String group, String name) implements Comparable<Module> {
    public Module {
        Names.check("artifact group", group);
        Names.check("artifact name", name);
    }

    /**
     * Reads {@code group:name}.
     *
     * @throws InvalidInputException when it is not of that form
     */
    public static Module parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new InvalidInputException(
                    "artifact " + Names.quote(text) + " is not of the form group:name, such as com.acme:shop-api");
        }
        return new Module(parts[0], parts[1]);
    }

    @Override
    public int compareTo(Module other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return group + ":" + name;
    }
}
