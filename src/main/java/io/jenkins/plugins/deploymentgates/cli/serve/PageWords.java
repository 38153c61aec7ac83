package io.jenkins.plugins.deploymentgates.cli.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentgates.insight.Wording;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of the pages, for what shows the same without them. The modules they are in are read as JSON with what JavaScript allows
 * beyond it: comments, names without quotes, a comma at the end. Stateless.
 */
public final class PageWords {
    /** The languages there are, the usual one first. */
    public static final List<String> LANGUAGES = List.of("en", "de");

    private static final List<String> MODULES = List.of("common", "matrix", "history", "report");
    private static final String EXPORT = "export default";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private PageWords() {}

    /**
     * The texts of matrix and history.
     *
     * @param language one of {@link #LANGUAGES}
     * @param zone in which times are told
     */
    public static Wording of(String language, ZoneId zone) {
        PageFiles files = PageFiles.find();
        Map<String, Map<String, String>> messages = new HashMap<>();
        for (String module : MODULES) {
            messages.putAll(read(files, "messages/" + language + "/" + module + ".js"));
        }
        return new Wording(language, messages, zone);
    }

    private static Map<String, Map<String, String>> read(PageFiles files, String name) {
        String text = new String(files.read(name), StandardCharsets.UTF_8);
        Map<String, Map<String, String>> messages = new LinkedHashMap<>();
        try {
            JsonNode all = MAPPER.readTree(text.substring(text.indexOf(EXPORT) + EXPORT.length()));
            all.fields().forEachRemaining(one -> messages.put(one.getKey(), forms(one.getValue())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(name + " is not as texts are written: " + e.getMessage(), e);
        }
        return messages;
    }

    private static Map<String, String> forms(JsonNode message) {
        if (message.isTextual()) {
            return Map.of("other", message.asText());
        }
        Map<String, String> forms = new LinkedHashMap<>();
        message.fields()
                .forEachRemaining(
                        form -> forms.put(form.getKey(), form.getValue().asText()));
        return forms;
    }
}
