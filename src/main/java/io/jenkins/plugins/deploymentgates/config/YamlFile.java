package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * From bytes to nodes that know where they stand. Plain values are typed as in YAML 1.2's core schema. Stateless.
 *
 * <p>Marks count from behind a byte order mark, and in code points: a character outside the basic plane is one.
 */
public final class YamlFile {
    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_ALIASES = 500;
    private static final int MAX_DEPTH = 50;

    /** What SnakeYAML says, and what it means for someone who does not know its grammar. */
    private static final Map<String, String> CLEARER = Map.of(
            "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
            "a tab is used for indentation; YAML allows only spaces there");

    private YamlFile() {}

    /** The file's text, or {@code null} with a problem reported. */
    @CheckForNull
    static String load(Path file, Consumer<Problem> problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.accept(tooLarge(file.toString(), Files.size(file)));
                return null;
            }
            return decode(file.toString(), Files.readAllBytes(file), problems);
        } catch (IOException e) {
            problems.accept(new Problem(file.toString(), 0, 0, "cannot be read: " + e));
            return null;
        }
    }

    private static Problem tooLarge(String file, long bytes) {
        return new Problem(
                file, 0, 0, "has " + bytes + " bytes; a configuration file has at most " + MAX_BYTES + " bytes");
    }

    /** The text of UTF-8, with its byte order mark, or {@code null} with a problem reported. */
    @CheckForNull
    public static String decode(String file, byte[] bytes, Consumer<Problem> problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.accept(placeOf(file, text, text.length())
                    .problem(String.format(
                            "is not UTF-8: the byte 0x%02X does not fit; save the file as UTF-8", in.get())));
            return null;
        }
        return text;
    }

    /**
     * The file's content, or {@code null} with a problem reported.
     *
     * @param shape what belongs into it
     */
    @CheckForNull
    static Node compose(String file, String text, Shape.Fields shape, Consumer<Problem> problems) {
        return compose(file, text, "write at least one of the keys " + Shape.names(shape.keys()), problems);
    }

    /**
     * The file's content, or {@code null} with a problem reported.
     *
     * @param advice for a file without content: what to write
     */
    @CheckForNull
    public static Node compose(String file, String text, String advice, Consumer<Problem> problems) {
        String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (yaml.length() > MAX_BYTES) {
            problems.accept(tooLarge(file, yaml.length()));
            return null;
        }
        for (int i = 0; i < yaml.length(); i += Character.charCount(yaml.codePointAt(i))) {
            if (!StreamReader.isPrintable(yaml.codePointAt(i))) {
                problems.accept(placeOf(file, yaml, i)
                        .problem(String.format(
                                "the character U+%04X is not allowed in YAML; remove it", yaml.codePointAt(i))));
                return null;
            }
        }
        Composer composer = composer(yaml);
        try {
            if (!composer.checkNode()) {
                problems.accept(new Problem(file, 1, 1, "the file is empty; " + advice));
                return null;
            }
            Node root = composer.getNode();
            if (composer.checkNode()) {
                problems.accept(
                        Place.of(file, composer.getNode().getStartMark())
                                .problem(
                                        "a second YAML document begins before this line; a file holds one, use several files instead"));
                return null;
            }
            return root;
        } catch (MarkedYAMLException e) {
            problems.accept(syntax(file, e));
        } catch (YAMLException e) {
            problems.accept(new Problem(file, 1, 1, "cannot be read as YAML: " + e.getMessage()));
        }
        return null;
    }

    /**
     * The documents of any YAML file, of people who do not write it for us.
     *
     * @throws YAMLException when it is none, or too large
     */
    public static List<Node> composeAll(String text) {
        List<Node> documents = new ArrayList<>();
        Composer composer = composer(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (composer.checkNode()) {
            documents.add(composer.getNode());
        }
        return documents;
    }

    private static Composer composer(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setNestingDepthLimit(MAX_DEPTH);
        return new Composer(
                new ParserImpl(new StreamReader(new WholeCharacters(yaml)), options), new CoreResolver(), options);
    }

    private static Problem syntax(String file, MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem()).strip();
        String clearer = CLEARER.get(problem);
        String text = clearer != null
                ? clearer
                : "cannot be read as YAML: " + problem
                        + (e.getContext() == null ? "" : " " + e.getContext().strip());
        return e.getProblemMark() == null
                ? new Problem(file, 1, 1, text)
                : Place.of(file, e.getProblemMark()).problem(text);
    }

    private static Place placeOf(String file, String text, int index) {
        String before = text.substring(0, index);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(file, line, before.codePointCount(lineStart, index) + 1);
    }

    /** YAML 1.2's core schema without octal and hexadecimal numbers: {@code yes}, {@code on} and dates are texts. */
    private static final class CoreResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, INTEGER, NUMBER_START);
            addImplicitResolver(Tag.FLOAT, DECIMAL, NUMBER_START);
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN");
            addImplicitResolver(Tag.NULL, EMPTY, null);
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    static final String NUMBER_START = "-+.0123456789";
    private static final Pattern EMPTY = Pattern.compile("^$");
    private static final Pattern MERGE = Pattern.compile("<<");

    /**
     * Hands out text in pieces that never end in the middle of a character: SnakeYAML 2.2 reads past the end of its
     * buffer where one does.
     */
    private static final class WholeCharacters extends StringReader {
        WholeCharacters(String text) {
            super(text);
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            mark(0);
            int read = super.read(into, from, length);
            if (read > 1 && Character.isHighSurrogate(into[from + read - 1])) {
                reset();
                return super.read(into, from, read - 1);
            }
            return read;
        }
    }
}
