package io.jenkins.plugins.deploymentgates.api;

/**
 * A parameter of a query: how it is described, and what is valid. Immutable.
 *
 * @param type as JSON Schema names it: string, integer or boolean; array for texts
 * @param example for the message when a required one is missing; empty when it is not required
 * @param least for numbers
 * @param most for numbers
 * @param otherwise the number when it is not given
 */
record Parameter(String name, String type, String description, String example, long least, long most, long otherwise) {

    static Parameter text(String name, String description) {
        return new Parameter(name, "string", description, "", 0, 0, 0);
    }

    static Parameter required(String name, String description, String example) {
        return new Parameter(name, "string", description, example, 0, 0, 0);
    }

    /** May be given again and again. */
    static Parameter list(String name, String description) {
        return new Parameter(name, "array", description, "", 0, 0, 0);
    }

    static Parameter number(String name, String description, long least, long most, long otherwise) {
        return new Parameter(name, "integer", description, "", least, most, otherwise);
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, "boolean", description, "", 0, 0, 0);
    }

    boolean isRequired() {
        return !example.isEmpty();
    }
}
