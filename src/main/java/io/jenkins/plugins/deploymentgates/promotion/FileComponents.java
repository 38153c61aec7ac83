package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Components of deployment files as people type them, one text each. Stateless and thread-safe. */
public final class FileComponents {
    /** How each is written; what is left out stays as it is. */
    public static final String FORM = "NAME=VERSION[,type=TYPE][,source=URL]";

    private static final String TYPE = "type=";
    private static final String SOURCE = "source=";

    /** What looks like a part, but is none: nobody means it to be of the version. */
    private static final Pattern OTHER = Pattern.compile(",\\s*\\w+\\s*=");

    private FileComponents() {}

    /**
     * Reads them, in their order.
     *
     * @throws InvalidInputException naming the one that is not of {@link #FORM}, or is there twice
     */
    public static Map<String, FileRequest.Component> parse(Collection<String> texts) {
        Map<String, FileRequest.Component> components = new LinkedHashMap<>();
        for (String text : texts) {
            int end = text.indexOf('=');
            if (end <= 0) {
                throw invalid(text);
            }
            String[] parts = text.substring(end + 1).split(",(?=(?:type|source)=)", -1);
            if (OTHER.matcher(parts[0]).find()) {
                throw invalid(text);
            }
            String type = null;
            String source = null;
            for (int i = 1; i < parts.length; i++) {
                if (parts[i].startsWith(TYPE)) {
                    type = parts[i].substring(TYPE.length());
                } else {
                    source = parts[i].substring(SOURCE.length());
                }
            }
            FileRequest.Component component =
                    new FileRequest.Component(parts[0].isEmpty() ? null : parts[0], type, source);
            if (components.put(text.substring(0, end), component) != null) {
                throw new InvalidInputException(
                        Names.quote(text.substring(0, end)) + " is set twice; name it once, with all that it gets");
            }
        }
        return components;
    }

    private static InvalidInputException invalid(String text) {
        return new InvalidInputException(Names.quote(text) + " is not of the form " + FORM
                + ", such as shop-api=1.4.2 or shop-api=1.4.2,type=forge");
    }
}
