package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What {@code deployments.yaml}, however it is called, says. Immutable.
 *
 * @param file its path inside the repository
 * @param tiers at least one
 * @param searchPaths folders inside the repository, without {@code /} at the end, at least one; {@code .} for all
 */
public record DeploymentLayout(String file, List<String> tiers, List<String> searchPaths) {
    private static final List<String> KEYS = List.of("tiers", "searchPaths");

    public DeploymentLayout {
        tiers = List.copyOf(tiers);
        searchPaths = List.copyOf(searchPaths);
    }

    /** Whether a file is a deployment by its place and extension. */
    public boolean isDeployment(String path) {
        return DeploymentFile.isYaml(path) && !path.equals(file) && contains(path);
    }

    private boolean contains(String path) {
        return searchPaths.stream().anyMatch(folder -> folder.equals(".") || path.startsWith(folder + "/"));
    }

    /** What the file says; {@code null} with problems reported when it has any mistake. */
    @CheckForNull
    static DeploymentLayout read(String file, byte[] content, Consumer<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        YamlSource source = YamlSource.parse(file, content, String.join(", ", KEYS), found::add);
        DeploymentLayout layout = null;
        if (source != null) {
            YamlFields fields = new YamlFields(file, "", source.root(), KEYS, found::add);
            List<String> tiers = words(fields, "tiers", "[development, production]", "production");
            List<String> folders = words(fields, "searchPaths", "[deployments]", "deployments");
            layout = new DeploymentLayout(file, tiers, folders);
        }
        found.stream().distinct().sorted(DeploymentFilesException.ORDER).forEach(problems);
        return found.isEmpty() ? layout : null;
    }

    private static List<String> words(YamlFields fields, String key, String list, String word) {
        List<String> words = new ArrayList<>();
        List<Node> items = fields.list(key, list);
        if (items == null) {
            return words;
        }
        for (Node item : items) {
            String text = fields.text(item, key, word);
            if (text == null) {
                continue;
            }
            String value = key.equals("tiers") ? text : folder(text);
            String wrong = key.equals("tiers") ? tierProblem(text) : folderProblem(value);
            if (words.contains(value)) {
                fields.problem(item, key, Names.quote(text) + " is here twice; remove one");
            } else if (wrong != null) {
                fields.problem(item, key, wrong);
            }
            words.add(value);
        }
        if (items.isEmpty()) {
            fields.missing(key, list);
        }
        return words;
    }

    private static String folder(String text) {
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @CheckForNull
    private static String tierProblem(String tier) {
        try {
            Names.check("tier", tier);
            return null;
        } catch (InvalidInputException e) {
            return e.getMessage();
        }
    }

    /** What is wrong with a folder; {@code null} for nothing. */
    @CheckForNull
    static String folderProblem(String folder) {
        boolean valid = folder.equals(".")
                || List.of(folder.split("/", -1)).stream()
                                .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."))
                        && folder.indexOf('\\') < 0
                        && folder.chars().noneMatch(Character::isISOControl);
        return valid
                ? null
                : Names.quote(folder) + " is no folder inside the repository; write it with '/', without one at the"
                        + " start and without '..', such as deployments";
    }
}
