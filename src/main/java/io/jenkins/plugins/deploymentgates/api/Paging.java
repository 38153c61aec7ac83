package io.jenkins.plugins.deploymentgates.api;

import java.util.List;

/**
 * Pages as DeployDB's resources have them: numbered from 0, and a page with nothing on it is not there. Immutable.
 *
 * @param number from 0
 * @param size at most so many on a page
 */
record Paging(int number, int size) {
    /** The page. */
    static final Parameter NUMBER =
            Parameter.number("pageNumber", "the page, from 0; the first unless given", 0, Integer.MAX_VALUE, 0);

    /** How many are on a page. */
    static final Parameter SIZE = Parameter.number("perPageSize", "at most on a page; 20 unless given", 1, 1000, 20);

    /**
     * The page a request asks for.
     *
     * @throws ProblemException when one of the two is no number within its bounds
     */
    static Paging of(ApiRequest request) {
        return new Paging((int) request.number(NUMBER), (int) request.number(SIZE));
    }

    /** How many come before the page. */
    long offset() {
        return (long) number * size;
    }

    /** The part of a whole list that is on the page; may be empty. */
    <T> List<T> cut(List<T> all) {
        int from = (int) Math.min(offset(), all.size());
        return all.subList(from, Math.min(from + size, all.size()));
    }

    /**
     * The page as an answer.
     *
     * @param what they are, for the message, such as {@code flows}
     * @throws ProblemException when there is nothing on it
     */
    ApiResponse answer(String what, List<?> found) {
        if (found.isEmpty()) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    number == 0
                            ? "there are no " + what
                            : "there are no " + what + " on page " + number + " of " + size + " each");
        }
        return ApiResponse.json(200, found);
    }
}
