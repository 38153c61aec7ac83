package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class NamesTest {
    @Test
    public void shouldRefuseWhatShowsOneThingAndMeansAnother() {
        assertThatThrownBy(() -> Names.checkVersion("1.0\u202E1.2"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "version '1.0U+202E1.2' is no valid Git tag name: it has U+202E at position 4, which shows one"
                                + " thing and means another; valid is for example 1.4.2 or 2026-03-03.1");
        assertThatThrownBy(() -> Names.check("environment", "pr\u2066od"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "the name of the environment 'prU+2066od' has U+2066 at position 3, which shows one thing and"
                                + " means another; use letters, digits, '.', '-' and '_'");
    }

    @Test
    public void shouldRefuseHalfACharacterForNoEncodingKeepsIt() {
        assertThatThrownBy(() -> Names.checkVersion("\uD800"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "version 'U+D800' is no valid Git tag name: it has U+D800 at position 1, which shows one thing"
                                + " and means another; valid is for example 1.4.2 or 2026-03-03.1");
        assertThatThrownBy(() -> Names.checkVersion("1\uDE80"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("it has U+DE80 at position 2");
    }

    @Test
    public void shouldTakeOtherScriptsAndSigns() {
        assertThat(Names.checkVersion("1.0-\uD83D\uDE80")).isEqualTo("1.0-\uD83D\uDE80");
        assertThat(Names.check("application", "\u05D7\u05E0\u05D5\u05EA")).isEqualTo("\u05D7\u05E0\u05D5\u05EA");
    }
}
