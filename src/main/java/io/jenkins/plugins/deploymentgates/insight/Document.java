package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says, whatever it is written as. Texts are as they came; whoever writes them sees to it that they are
 * nothing but text.
 *
 * @param title on one line
 */
record Document(String title, List<Block> blocks) {
    Document {
        blocks = List.copyOf(blocks);
    }

    /** A part. */
    sealed interface Block permits Heading, Facts, Rows, Note, Code {}

    /** @param level from 2, below the title */
    record Heading(int level, String text) implements Block {}

    /** Names and values. */
    record Facts(List<Fact> facts) implements Block {
        Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A name and its value. */
    record Fact(String name, List<Text> value) {
        Fact {
            value = List.copyOf(value);
        }
    }

    /** A table. */
    record Rows(List<String> header, List<List<Text>> rows) implements Block {
        Rows {
            header = List.copyOf(header);
            rows = List.copyOf(rows);
        }
    }

    /** A sentence. */
    record Note(String text) implements Block {}

    /** Lines to be shown as they are. */
    record Code(String text) implements Block {}

    /** @param link where more can be read; {@code null} for nowhere */
    record Text(String text, @CheckForNull String link) {
        static Text of(String text) {
            return new Text(text, null);
        }

        /** Whether the link is one that a browser may be sent to. */
        boolean isLinked() {
            return link != null && link.matches("https?://[^\\s]+");
        }
    }

    /** Collects facts; those without a value are left out. */
    static final class FactList {
        private final List<Fact> facts = new ArrayList<>();

        FactList add(String name, @CheckForNull String value) {
            return value == null || value.isEmpty() ? this : add(name, List.of(Text.of(value)));
        }

        FactList add(String name, @CheckForNull Instant at) {
            return at == null ? this : add(name, Texts.instant(at));
        }

        FactList add(String name, List<Text> value) {
            if (!value.isEmpty()) {
                facts.add(new Fact(name, value));
            }
            return this;
        }

        Facts done() {
            return new Facts(facts);
        }
    }

    /** A row of texts without links. */
    static List<Text> row(String... texts) {
        List<Text> row = new ArrayList<>();
        for (String text : texts) {
            row.add(Text.of(text));
        }
        return row;
    }
}
