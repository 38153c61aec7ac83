package io.jenkins.plugins.deploymentgates.promotion.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Texts of other servers in messages. */
public class OneLineTest {
    @Test
    public void shouldShowNothingThatIsNotSeen() {
        assertThat(OneLine.of(" a\r\nb\tc\u202ed\u2028e ", 100)).isEqualTo("a b c d e");
    }

    @Test
    public void shouldCutOffBetweenCharacters() {
        assertThat(OneLine.of("ab\uD83D\uDE80", 4)).isEqualTo("ab\uD83D\uDE80");
        assertThat(OneLine.of("ab\uD83D\uDE80", 3)).isEqualTo("ab");
        assertThat(OneLine.of("abc", 2)).isEqualTo("ab");
        assertThat(OneLine.beginning("\uD83D\uDE80", 0)).isEmpty();
    }
}
