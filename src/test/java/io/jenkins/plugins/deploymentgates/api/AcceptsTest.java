package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class AcceptsTest {
    private static final List<String> OFFERED = List.of("application/json", "text/event-stream");

    private static String choose(String accept) {
        return Accepts.choose(accept, OFFERED).orElse("none");
    }

    @Test
    public void shouldTakeTheUsualOneUnlessTheSenderSaysOtherwise() {
        assertThat(choose(null)).isEqualTo("application/json");
        assertThat(choose("")).isEqualTo("application/json");
        assertThat(choose("*/*")).isEqualTo("application/json");
        assertThat(choose("application/*")).isEqualTo("application/json");
    }

    @Test
    public void shouldTakeWhatTheSenderLikesBest() {
        assertThat(choose("text/event-stream")).isEqualTo("text/event-stream");
        assertThat(choose("TEXT/Event-Stream")).isEqualTo("text/event-stream");
        assertThat(choose("text/*")).isEqualTo("text/event-stream");
        assertThat(choose("application/json;q=0.5, text/event-stream;q=0.6")).isEqualTo("text/event-stream");
        assertThat(choose("application/json;q=0.5, */*;q=0.1")).isEqualTo("application/json");
    }

    @Test
    public void shouldLetTheMostPreciseRangeDecide() {
        assertThat(choose("*/*, application/json;q=0")).isEqualTo("text/event-stream");
        assertThat(choose("application/json;q=0, application/*")).isEqualTo("none");
    }

    @Test
    public void shouldTakeNothingThatIsNotOffered() {
        assertThat(choose("text/html")).isEqualTo("none");
        assertThat(choose("application/json;q=0")).isEqualTo("none");
        assertThat(choose("application/json;q=abc")).isEqualTo("none");
        assertThat(choose(",;,=;q=1")).isEqualTo("none");
    }
}
