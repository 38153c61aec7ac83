package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class TextsTest {

    @Test
    public void writesTheTwoLargestUnitsOfADuration() {
        assertThat(Texts.duration(Duration.ofMinutes(80))).isEqualTo("1h 20m");
        assertThat(Texts.duration(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(Texts.duration(Duration.ofDays(14))).isEqualTo("14d");
        assertThat(Texts.duration(Duration.ofHours(25).plusMinutes(3))).isEqualTo("1d 1h");
        assertThat(Texts.duration(Duration.ofDays(1).plusMinutes(3))).isEqualTo("1d");
        assertThat(Texts.duration(Duration.ofSeconds(61))).isEqualTo("1m 1s");
        assertThat(Texts.duration(Duration.ofMillis(45_900))).isEqualTo("45s");
        assertThat(Texts.duration(Duration.ofMillis(900))).isEqualTo("0s");
    }

    @Test
    public void writesInstantsInUtcToTheSecond() {
        assertThat(Texts.instant(Instant.parse("2026-03-03T09:00:00.987Z"))).isEqualTo("2026-03-03T09:00:00Z");
    }

    @Test
    public void writesListsAsASentenceDoes() {
        assertThat(Texts.and(List.of())).isEmpty();
        assertThat(Texts.and(List.of("a"))).isEqualTo("a");
        assertThat(Texts.and(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Texts.or(List.of("a", "b", "c"))).isEqualTo("a, b or c");
    }

    @Test
    public void countsInTheSingularAndThePlural() {
        assertThat(Texts.count(0, "commit")).isEqualTo("0 commits");
        assertThat(Texts.count(1, "commit")).isEqualTo("1 commit");
        assertThat(Texts.count(2, "commit")).isEqualTo("2 commits");
    }
}
