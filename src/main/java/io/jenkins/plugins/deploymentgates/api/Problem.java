package io.jenkins.plugins.deploymentgates.api;

import java.util.Locale;

/** The kinds of errors the API answers with, as problem documents (RFC 9457). A kind's type never changes. */
public enum Problem {
    /** The request cannot be read. */
    BAD_REQUEST(400, "The request is not valid"),
    /** Nobody is known to have sent it. */
    UNAUTHENTICATED(401, "Say who you are"),
    /** The caller may not do this. */
    NOT_ALLOWED(403, "You may not do this"),
    /** There is no such thing, or the caller may not see it. */
    NOT_FOUND(404, "There is no such thing"),
    /** The thing is there, but not for this method. */
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    /** The answer cannot be had in this form. */
    NOT_ACCEPTABLE(406, "Not in this form"),
    /** Something cannot move from where it stands to where it is told to (406 as with DeployDB). */
    ILLEGAL_MOVE(406, "It cannot become that"),
    /** As things stand it cannot be done. */
    REFUSED(409, "It cannot be done as things stand"),
    /** The body is too long. */
    TOO_LARGE(413, "The body is too large"),
    /** The body is in a form that is not read. */
    UNSUPPORTED_MEDIA_TYPE(415, "The body is in another form"),
    /** The body can be read, but what it says cannot be taken. */
    INVALID(422, "What was sent is not valid"),
    /** Too many requests in a short time. */
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /** A defect, told apart in the log. */
    INTERNAL(500, "Something went wrong here"),
    /** A repository or other service did not answer. */
    UPSTREAM(502, "Something this depends on failed"),
    /** The ledger or configuration is not there at the moment. */
    UNAVAILABLE(503, "Not at the moment");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status it is sent with. */
    public int status() {
        return status;
    }

    /** What tells its kind apart, for programs. */
    public String type() {
        return "urn:deployment-gates:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its kind is in a few words. */
    String title() {
        return title;
    }

    /**
     * The document.
     *
     * @param detail what is wrong this time, for a person
     */
    record Document(String type, String title, int status, String detail) {}

    /** The answer that says so. */
    public ApiResponse response(String detail) {
        return ApiResponse.of(
                status, ApiResponse.PROBLEM_JSON, Json.bytes(new Document(type(), title, status, detail)));
    }
}
