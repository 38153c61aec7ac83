package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    private void close(String name) {
        closed.add(name);
        if (name.startsWith("broken")) {
            throw new IllegalStateException(name);
        }
    }

    @Test
    public void shouldCloseAllAlthoughSomeCannotBe() {
        assertThatThrownBy(() -> Closing.all(List.of("a", "broken 1", "b", "broken 2", "c"), this::close))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("broken 1")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("broken 2"));
        assertThat(closed).containsExactly("a", "broken 1", "b", "broken 2", "c");
    }

    @Test
    public void shouldSayNothingWhenAllAreClosed() {
        Closing.all(List.of("a", "b"), this::close);
        assertThat(closed).containsExactly("a", "b");
    }
}
