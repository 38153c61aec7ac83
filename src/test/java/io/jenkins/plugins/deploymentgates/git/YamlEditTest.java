package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class YamlEditTest {
    private static YamlEdit edit(String text) {
        return YamlEdit.of("shop.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Texts in the given order. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    @Test
    public void shouldReadTextsAsTheyAreWritten() {
        YamlEdit file = edit("version: 1.10\ncore: {source: ~, on: true}\nmodules:\n- cart: {version: '2'}\n- 0x1F\n");
        assertThat(file.value("version")).isEqualTo("1.10");
        assertThat(file.value("core")).isEqualTo(map("source", null, "on", "true"));
        assertThat(file.value("modules", "0", "cart", "version")).isEqualTo("2");
        assertThat(file.value("modules")).isEqualTo(List.of(map("cart", map("version", "2")), "0x1F"));
        assertThat(file.value("none")).isNull();
        assertThat(file.value("version", "deeper")).isNull();
        assertThat(file.has("core", "source")).isTrue();
        assertThat(file.has("core", "none")).isFalse();
        assertThat(file.has("modules", "2")).isFalse();
        assertThat(file.has("modules", "cart")).isFalse();
    }

    @Test
    public void shouldReplaceATextAndNothingElse() {
        assertThat(edit("# top\n  \na:   1.4.2   # why\nb: 2\n")
                        .withScalar("1.4.3", "a")
                        .text())
                .isEqualTo("# top\n  \na:   1.4.3   # why\nb: 2\n");
        assertThat(edit("a: 1.4.2").withScalar("1.4.3", "a").text()).isEqualTo("a: 1.4.3");
        assertThat(edit("a: 1\r\nb: 2\r\n").withScalar("3", "b").text()).isEqualTo("a: 1\r\nb: 3\r\n");
        assertThat(edit("\uFEFFa: 1\nb: 2\n").withScalar("3", "b").text()).isEqualTo("\uFEFFa: 1\nb: 3\n");
        assertThat(edit("{a: [x, {b: y}]}").withScalar("z", "a", "1", "b").text())
                .isEqualTo("{a: [x, {b: z}]}");
    }

    @Test
    public void shouldFindThePlaceBehindCharactersOutsideTheBasicPlane() {
        String rockets = "🚀".repeat(1100);
        assertThat(edit("# " + rockets + "\na: '" + rockets + "' # 🚀\nb: old\n")
                        .withScalar("new", "b")
                        .text())
                .isEqualTo("# " + rockets + "\na: '" + rockets + "' # 🚀\nb: new\n");
    }

    @Test
    public void shouldKeepTheQuotes() {
        assertThat(edit("a: \"1.4\"\n").withScalar("1.5", "a").text()).isEqualTo("a: \"1.5\"\n");
        assertThat(edit("a: '1.4'\n").withScalar("1.5", "a").text()).isEqualTo("a: '1.5'\n");
        assertThat(edit("a: 'x'\n").withScalar("it's", "a").text()).isEqualTo("a: 'it''s'\n");
        assertThat(edit("a: \"x\"\n").withScalar("\"\\", "a").text()).isEqualTo("a: \"\\\"\\\\\"\n");
        assertThat(edit("a: 'x'\n").withScalar("b\nc", "a").text()).isEqualTo("a: \"b\\nc\"\n");
    }

    @Test
    public void shouldAddQuotesOnlyWhereTheyAreNeeded() {
        assertThat(edit("a: 1.9\n").withScalar("1.10", "a").text()).isEqualTo("a: 1.10\n");
        assertThat(edit("a: 1.9.1\n").withScalar("1.10", "a").text()).isEqualTo("a: '1.10'\n");
        assertThat(edit("a: 1.9.1\n").withScalar("2026-03-03", "a").text()).isEqualTo("a: '2026-03-03'\n");
        assertThat(edit("a: x\n").withScalar("yes", "a").text()).isEqualTo("a: 'yes'\n");
        assertThat(edit("a: x\n").withScalar("b # c", "a").text()).isEqualTo("a: 'b # c'\n");
        assertThat(edit("a: x\n").withScalar("", "a").text()).isEqualTo("a: ''\n");
    }

    @Test
    public void shouldFillInWhatIsEmpty() {
        assertThat(edit("a: # why\nb: 1\n").withScalar("x", "a").text()).isEqualTo("a: x # why\nb: 1\n");
        assertThat(edit("l:\n  -\n").withScalar("x", "l", "0").text()).isEqualTo("l:\n  - x\n");
    }

    @Test
    public void shouldAddAnEntryBehindTheLast() {
        assertThat(edit("m:\n   a: 1 # one\n   # more\n\nb: 2\n")
                        .withEntry("x", "m", "c")
                        .text())
                .isEqualTo("m:\n   a: 1 # one\n   c: x\n   # more\n\nb: 2\n");
        assertThat(edit("a: 1").withEntry("2", "b").text()).isEqualTo("a: 1\nb: '2'");
        assertThat(edit("a: 1\r\n").withEntry("x", "b").text()).isEqualTo("a: 1\r\nb: x\r\n");
        assertThat(edit("m: { a: 1 } # c\n").withEntry("x", "m", "b").text()).isEqualTo("m: { a: 1, b: x } # c\n");
        assertThat(edit("m: {a: [1, 2],}\n").withEntry("x", "m", "b").text()).isEqualTo("m: {a: [1, 2], b: x,}\n");
        assertThat(edit("a: |\n  text\n\n\n# end\n").withEntry("x", "b").text())
                .isEqualTo("a: |\n  text\nb: x\n\n\n# end\n");
        assertThat(edit("a: |+\n  text\n\n# end\n").withEntry("x", "b").text())
                .isEqualTo("a: |+\n  text\n\nb: x\n# end\n");
        assertThat(edit("l:\n- a: 1\n  b: 2\n- c\n")
                        .withEntry("x", "l", "0", "d")
                        .text())
                .isEqualTo("l:\n- a: 1\n  b: 2\n  d: x\n- c\n");
    }

    @Test
    public void shouldWriteMapsAndListsLikeTheirSiblings() {
        Map<String, Object> cart = map("version", "1.10", "tags", List.of("a", map("b", "c")), "none", List.of());
        assertThat(edit("m:\n  a: {version: 1}\n").withEntry(cart, "m", "cart").text())
                .isEqualTo("m:\n  a: {version: 1}\n" + "  cart: {version: '1.10', tags: [a, {b: c}], none: []}\n");
        assertThat(edit("m:\n  a:\n    version: 1\n")
                        .withEntry(cart, "m", "cart")
                        .text())
                .isEqualTo("m:\n  a:\n    version: 1\n"
                        + "  cart:\n    version: '1.10'\n    tags:\n      - a\n      - b: c\n    none: []\n");
        assertThat(edit("m:\n  -  a: {version: 1}\n")
                        .withItem(map("cart", map("version", "2.0.0", "type", "git")), "m")
                        .text())
                .isEqualTo("m:\n  -  a: {version: 1}\n  -  cart: {version: 2.0.0, type: git}\n");
        assertThat(edit("m:\n- {a: 1}\n").withItem(map("b", "x"), "m").text()).isEqualTo("m:\n- {a: 1}\n- {b: x}\n");
        assertThat(edit("m: [a]\n").withItem(map("b", "x"), "m").text()).isEqualTo("m: [a, {b: x}]\n");
        assertThat(edit("m:\n- # c\n  a: 1\n").withItem("x", "m").text()).isEqualTo("m:\n- # c\n  a: 1\n- x\n");
    }

    @Test
    public void shouldBeginWhatIsEmptyInLinesOfItsOwn() {
        assertThat(edit("m: # c\nb: 1\n").withItem("x", "m").text()).isEqualTo("m: # c\n  - x\nb: 1\n");
        assertThat(edit("m: []\nb: 1\n").withItem(map("a", map("v", "x")), "m").text())
                .isEqualTo("m:\n  - a:\n      v: x\nb: 1\n");
        assertThat(edit("m: {} # c").withEntry("x", "m", "a").text()).isEqualTo("m: # c\n  a: x");
        assertThat(edit("m:").withEntry("x", "m", "a").text()).isEqualTo("m:\n  a: x");
        assertThat(edit("m: ~\n").withEntry("x", "m", "a").text()).isEqualTo("m: {a: x}\n");
        assertThat(edit("m: {n: []}\n").withItem("x", "m", "n").text()).isEqualTo("m: {n: [x]}\n");
        assertThat(edit("m:\n-\n").withEntry("x", "m", "0", "a").text()).isEqualTo("m:\n- {a: x}\n");
        assertThat(edit("{}\n").withEntry("x", "a").text()).isEqualTo("{a: x}\n");
    }

    @Test
    public void shouldRemoveEntries() {
        assertThat(edit("a: 1\n# about b\nb: 2 # c\nd: 3\n").without("b").text())
                .isEqualTo("a: 1\n# about b\nd: 3\n");
        assertThat(edit("a: 1\nb:\n  c: 2\n  # in it\n  d: 3").without("b").text())
                .isEqualTo("a: 1");
        assertThat(edit("a: 1\r\nb: 2").without("b").text()).isEqualTo("a: 1");
        assertThat(edit("l:\n- a: 1\n  b: 2\n").without("l", "0", "a").text()).isEqualTo("l:\n- b: 2\n");
        assertThat(edit("{a: 1, b: 2, c: 3}").without("b").text()).isEqualTo("{a: 1, c: 3}");
        assertThat(edit("{a: 1, b: 2, }").without("b").text()).isEqualTo("{a: 1, }");
        assertThat(edit("{a: 1, b: 2, }").without("a").text()).isEqualTo("{b: 2, }");
        assertThat(edit("? a\n: 1\n? b\n: 2\n").without("a").text()).isEqualTo("? b\n: 2\n");
    }

    @Test
    public void shouldRemoveItems() {
        String list = "l:\n  - a: 1 # one\n    b: 2\n  # between - two\n  - c\n  -\n  - - d\n    - e\nx: y\n";
        assertThat(edit(list).without("l", "0").text())
                .isEqualTo("l:\n  # between - two\n  - c\n  -\n  - - d\n    - e\nx: y\n");
        assertThat(edit(list).without("l", "1").text())
                .isEqualTo("l:\n  - a: 1 # one\n    b: 2\n  # between - two\n  -\n  - - d\n    - e\nx: y\n");
        assertThat(edit(list).without("l", "2").text())
                .isEqualTo("l:\n  - a: 1 # one\n    b: 2\n  # between - two\n  - c\n  - - d\n    - e\nx: y\n");
        assertThat(edit(list).without("l", "3", "0").text())
                .isEqualTo("l:\n  - a: 1 # one\n    b: 2\n  # between - two\n  - c\n  -\n  - - e\nx: y\n");
        assertThat(edit("l: [a, {b: c}, d]\n").without("l", "1").text()).isEqualTo("l: [a, d]\n");
    }

    @Test
    public void shouldKeepTheCommentsAroundAPartOfBrackets() {
        String list =
                """
                l: [
                  # first
                  a, # one
                  # second
                  {b: 1}, c # three
                  # fourth
                  ,d
                  # end
                ]
                """;
        assertThat(edit(list).without("l", "0").text()).isEqualTo(list.replace("  a, # one\n", ""));
        assertThat(edit(list).without("l", "1").text()).isEqualTo(list.replace("{b: 1}, ", ""));
        assertThat(edit(list).without("l", "2").text())
                .isEqualTo(list.replace("c # three", "# three").replace(",d", "d"));
        assertThat(edit(list).without("l", "3").text()).isEqualTo(list.replace("  ,d", "  "));
        assertThat(edit("m: {a: 1, # one\n    b: 2} # two\n").without("m", "b").text())
                .isEqualTo("m: {a: 1 # one\n} # two\n");
        assertThat(edit("m: [a , b , c]").without("m", "1").text()).isEqualTo("m: [a , c]");
        assertThat(edit("m: [a , b , c]").without("m", "2").text()).isEqualTo("m: [a , b ]");
    }

    @Test
    public void shouldLeaveEmptyWhatHadOneEntry() {
        assertThat(edit("m: # c\n  a: 1 # one\nb: 2\n").without("m", "a").text())
                .isEqualTo("m: {} # c\nb: 2\n");
        assertThat(edit("m:\n- a\nb: 2\n").without("m", "0").text()).isEqualTo("m: []\nb: 2\n");
        assertThat(edit("b: 2\nm:\n- a").without("m", "0").text()).isEqualTo("b: 2\nm: []");
        assertThat(edit("m:\n- a: 1\n- b\n").without("m", "0", "a").text()).isEqualTo("m:\n- {}\n- b\n");
        assertThat(edit("m: [a,]\n").without("m", "0").text()).isEqualTo("m: []\n");
        assertThat(edit("m: [a: b]\n").without("m", "0", "a").text()).isEqualTo("m: [{}]\n");
        assertThat(edit("a: 1\n").without("a").text()).isEqualTo("{}\n");
    }
}
