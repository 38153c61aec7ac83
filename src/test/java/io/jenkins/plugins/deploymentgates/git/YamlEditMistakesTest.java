package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.junit.Test;

public class YamlEditMistakesTest {
    private static YamlEdit edit(String text) {
        return YamlEdit.of("shop.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> edit(text)).isInstanceOf(GitException.class).hasMessage(message);
    }

    private static void assertRefused(String text, UnaryOperator<YamlEdit> change, String message) {
        YamlEdit file = edit(text);
        assertThatThrownBy(() -> change.apply(file))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
    }

    @Test
    public void shouldRefuseWhatIsNoMapping() {
        assertRefused("", "shop.yaml:1:1: the file is empty; write at least one key with its value");
        assertRefused("# only this\n", "shop.yaml:1:1: the file is empty; write at least one key with its value");
        assertRefused("- a\n", "shop.yaml:1:1: must be a mapping of keys to values, but is a list");
        assertRefused("1.4.2\n", "shop.yaml:1:1: must be a mapping of keys to values, but is the text '1.4.2'");
        assertRefused("---\n...\n", "shop.yaml:2:1: must be a mapping of keys to values, but is nothing");
    }

    @Test
    public void shouldRefuseASecondDocument() {
        assertRefused(
                "a: 1\n---\nb: 2\n",
                "shop.yaml:3:1: a second YAML document begins before this line; a file holds one, use several files instead");
    }

    @Test
    public void shouldRefuseTabsForIndentation() {
        assertRefused("a:\n\tb: 1\n", "shop.yaml:2:1: a tab is used for indentation; YAML allows only spaces there");
    }

    @Test
    public void shouldRefuseBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> YamlEdit.of("shop.yaml", new byte[] {'a', ':', ' ', (byte) 0xE4}))
                .isInstanceOf(GitException.class)
                .hasMessage("shop.yaml:1:4: is not UTF-8: the byte 0xE4 does not fit; save the file as UTF-8");
    }

    @Test
    public void shouldRefuseWhatWouldChangeOtherPlacesToo() {
        assertRefused(
                "a: &base {x: 1}\nb:\n  <<: *base\n  <<: {y: 1}\n",
                "shop.yaml:1:4: the anchor &base is not allowed: a change here would change other places as well; write"
                        + " the values out\n"
                        + "shop.yaml:3:3: the merge key '<<' is not allowed; write the values out\n"
                        + "shop.yaml:4:3: the merge key '<<' is not allowed; write the values out");
        assertRefused(
                "&k a: 1\n",
                "shop.yaml:1:1: the anchor &k is not allowed: a change here would change other places as well; write the"
                        + " values out");
    }

    @Test
    public void shouldRefuseAKeyThatIsThereTwice() {
        assertRefused(
                "# c\na: 1\nb: 2\n'a': 3\n",
                "shop.yaml:4:1: the key 'a' is there twice; the first is at shop.yaml:2:1");
        assertRefused("? [a]\n: 1\n", "shop.yaml:1:3: a key must be a text, but is a list");
    }

    @Test
    public void shouldNameWhatIsNotThere() {
        assertRefused("a: {b: 1}\n", file -> file.withScalar("x", "a", "c"), "shop.yaml:1:4: there is no 'a.c' here");
        assertRefused("a: [b]\n", file -> file.without("a", "1"), "shop.yaml:1:4: there is no 'a.1' here");
    }

    @Test
    public void shouldNameWhatIsOfAnotherKind() {
        assertRefused(
                "a: {b: 1}\n", file -> file.withScalar("x", "a"), "shop.yaml:1:4: must be a text, but is a mapping");
        assertRefused(
                "a: [b]\n", file -> file.withEntry("x", "a", "c"), "shop.yaml:1:4: must be a mapping, but is a list");
        assertRefused("a: b\n", file -> file.withItem("x", "a"), "shop.yaml:1:4: must be a list, but is the text 'b'");
        assertRefused("a: 1\n", file -> file.withEntry("x", "a"), "shop.yaml:1:4: the key 'a' is there already");
    }

    @Test
    public void shouldRefuseToGuessHowUncommonTextIsChanged() {
        assertRefused(
                "a: |-\n  b\n",
                file -> file.withScalar("1.4.2", "a"),
                "shop.yaml:1:4: is a block of text; write it in one line, such as 1.4.2");
        assertRefused(
                "a: !!str 1\n",
                file -> file.withScalar("2", "a"),
                "shop.yaml:1:4: has a tag ('tag:yaml.org,2002:str'); remove it");
        assertRefused(
                "{a}\n", file -> file.withScalar("x", "a"), "shop.yaml:1:3: has no ':' behind its key; write one");
        assertRefused(
                "a: [b: c]\n",
                file -> file.withEntry("x", "a", "0", "d"),
                "shop.yaml:1:5: is an entry without braces; write it as {key: value}");
        assertRefused(
                "? a\n: 1\n? b\n: 2\n",
                file -> file.without("b"),
                "shop.yaml:4:3: has its key behind '?'; write it as key: value");
    }
}
