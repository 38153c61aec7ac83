package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class PagingTest {
    private static final List<Integer> ALL = IntStream.range(0, 45).boxed().toList();

    private final Router router = new Router(List.of(Route.get(
                    "/numbers",
                    Need.NOTHING,
                    "All numbers",
                    Integer[].class,
                    (request, path) -> {
                        Paging page = Paging.of(request);
                        return page.answer("numbers", page.cut(ALL));
                    },
                    Paging.NUMBER,
                    Paging.SIZE)
            .forDeployDb()));

    private ApiResponse get(String accept, String... query) {
        return router.handle(new ApiRequest(
                        "GET",
                        "/numbers",
                        Arrays.stream(query)
                                .map(one -> one.split("="))
                                .collect(Collectors.toMap(one -> one[0], one -> List.of(one[1]))),
                        Map.of("accept", accept),
                        new byte[0],
                        TestCaller.GUEST))
                .now();
    }

    private static void assertProblem(ApiResponse response, Problem problem, String detail) {
        assertThat(response.status()).isEqualTo(problem.status());
        assertThat(response.text()).contains("\"" + problem.type() + "\"").contains("\"" + detail + "\"");
    }

    @Test
    public void shouldHaveTwentyOnAPageAndBeginWithTheFirst() {
        assertThat(get("*/*").text()).startsWith("[0,1,").endsWith(",19]");
        assertThat(get("*/*", "pageNumber=2").text()).isEqualTo("[40,41,42,43,44]");
        assertThat(get("*/*", "pageNumber=3", "perPageSize=2").text()).isEqualTo("[6,7]");
    }

    @Test
    public void shouldNotFindAPageWithNothingOnIt() {
        assertProblem(get("*/*", "pageNumber=3"), Problem.NOT_FOUND, "there are no numbers on page 3 of 20 each");
        assertProblem(
                get("*/*", "pageNumber=2147483647", "perPageSize=1000"),
                Problem.NOT_FOUND,
                "there are no numbers on page 2147483647 of 1000 each");
        assertThat(new Paging(0, 20).cut(List.of())).isEmpty();
    }

    @Test
    public void shouldRefuseWhatIsNoNumber() {
        String page = "; valid is a whole number from 0 to 2147483647";
        assertProblem(get("*/*", "pageNumber=-1"), Problem.BAD_REQUEST, "the parameter pageNumber is '-1'" + page);
        String size = "; valid is a whole number from 1 to 1000";
        assertProblem(get("*/*", "perPageSize=0"), Problem.BAD_REQUEST, "the parameter perPageSize is '0'" + size);
        assertProblem(
                get("*/*", "perPageSize=0xdeadbeef"),
                Problem.BAD_REQUEST,
                "the parameter perPageSize is '0xdeadbeef'" + size);
    }

    @Test
    public void shouldAnswerInTheFormOfDeployDbOnlyWhereItIsAskedFor() {
        assertThat(get("application/vnd.deploydb.v1+json").contentType()).isEqualTo("application/vnd.deploydb.v1+json");
        assertThat(get("*/*").contentType()).isEqualTo("application/json");
        assertProblem(
                get("application/xml"),
                Problem.NOT_ACCEPTABLE,
                "the header Accept is 'application/xml'; this can be had as application/json or"
                        + " application/vnd.deploydb.v1+json");
    }
}
