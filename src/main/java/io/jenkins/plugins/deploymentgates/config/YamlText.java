package io.jenkins.plugins.deploymentgates.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Writes YAML that every reader, of YAML 1.1 or 1.2, takes the same way. Stateless. */
public final class YamlText {
    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://[A-Za-z0-9._~/@+:-]*[A-Za-z0-9_~/]");

    private YamlText() {}

    /** The text of maps, lists, strings, numbers and booleans. */
    static String dump(Map<String, Object> root) {
        return dump(root, FlowStyle.AUTO);
    }

    /**
     * The same in one line without its end, such as {@code {version: 1.4.2, type: git}}. It fits into any place where a
     * value may stand.
     */
    public static String flow(Object value) {
        if (value instanceof String text && URL.matcher(text).matches()) {
            return text; // SnakeYAML would put every text with a colon in quotes
        }
        // As the only item of a list it is written so that it fits into one, which fits everywhere.
        String list = dump(List.of(value), FlowStyle.FLOW).strip();
        return list.substring(1, list.length() - 1);
    }

    private static String dump(Object root, FlowStyle style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style);
        options.setSplitLines(false);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(
                        new SafeConstructor(new LoaderOptions()),
                        new PlainRepresenter(options),
                        options,
                        new CautiousResolver())
                .dump(copy(root));
    }

    /** Without shared parts, for which SnakeYAML would write anchors. */
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put(key, copy(one)));
            return copy;
        }
        return value instanceof Collection<?> list
                ? new ArrayList<>(list.stream().map(YamlText::copy).toList())
                : value;
    }

    /** Writes texts with line breaks as one double-quoted line. */
    private static final class PlainRepresenter extends Representer {
        PlainRepresenter(DumperOptions options) {
            super(options);
            representers.put(String.class, data -> text((String) data));
        }

        private Node text(String text) {
            boolean plain = text.chars().noneMatch(c -> c < ' ' || c == 0x85 || c == 0x2028 || c == 0x2029);
            return representScalar(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
        }
    }

    /** Takes for something else than text what YAML 1.1 or our own reader would, so that such text is quoted. */
    private static final class CautiousResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            super.addImplicitResolvers();
            addImplicitResolver(Tag.INT, YamlFile.INTEGER, YamlFile.NUMBER_START);
            addImplicitResolver(Tag.FLOAT, YamlFile.DECIMAL, YamlFile.NUMBER_START);
        }
    }
}
