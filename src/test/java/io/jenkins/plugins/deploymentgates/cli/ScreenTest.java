package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.Test;

public class ScreenTest {

    @Test
    public void shouldMakeControlCharactersVisible() {
        assertThat(Screen.clean("red \u001b[31m, back\b, line\nend, \u202Eturned"))
                .isEqualTo("red \uFFFD[31m, back\uFFFD, line\nend, \uFFFDturned");
        assertThat(Screen.oneLine(" two \r\n  lines ")).isEqualTo("two lines");
    }

    @Test
    public void shouldMeasureWideAndCombiningCharacters() {
        assertThat(Screen.width("abc")).isEqualTo(3);
        assertThat(Screen.width("発布")).isEqualTo(4);
        assertThat(Screen.width("e\u0301")).isEqualTo(1);
        assertThat(Screen.width("🚀")).isEqualTo(2);
        assertThat(Screen.cut("発布発布", 5)).isEqualTo("発布…");
    }

    @Test
    public void shouldAlignColumnsOfWideCharacters() {
        Table table = new Table("WHO", "NOTE");
        table.row("発布", "one");
        table.row("anna", "");
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out), new Screen(false), 0, "");

        assertThat(out).hasToString("WHO   NOTE\n発布  one\nanna\n");
    }

    @Test
    public void shouldColourOnlyWhenAskedTo() {
        assertThat(new Screen(false).good("VERIFIED")).isEqualTo("VERIFIED");
        assertThat(new Screen(true).good("VERIFIED")).isEqualTo("\u001b[32mVERIFIED\u001b[0m");
    }
}
