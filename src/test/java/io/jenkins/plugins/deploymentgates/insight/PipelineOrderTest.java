package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import java.util.List;
import org.junit.Test;

/** Several pipelines have one order of columns. */
public class PipelineOrderTest {
    private static List<String> order(String pipelines) {
        return PipelineOrder.of(new ConfigurationReader()
                .parse("test", "applications:\n" + pipelines)
                .applications()
                .values());
    }

    @Test
    public void shouldPutUpstreamBeforeDownstream() {
        assertThat(
                        order(
                                """
                          a: {pipeline: {qa: {}, prod: {after: [qa]}}}
                          b: {pipeline: {test: {}, load: {after: [test]}, prod: {after: [load]}}}
                        """))
                .containsExactly("qa", "test", "load", "prod");
    }

    @Test
    public void shouldTakePipelinesInOppositeOrder() {
        assertThat(
                        order(
                                """
                          a: {pipeline: {one: {}, two: {after: [one]}}}
                          b: {pipeline: {two: {}, one: {after: [two]}}}
                        """))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    public void shouldHaveNoColumnsWithoutPipelines() {
        assertThat(PipelineOrder.of(List.of())).isEmpty();
    }
}
