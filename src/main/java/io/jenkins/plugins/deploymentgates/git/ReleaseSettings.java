package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is deployed from where, of an environment's file and its type together. Immutable.
 *
 * @param application URL or path of the application's repository ({@code application})
 * @param subRepositories URLs or paths of further repositories that are tagged with it ({@code subRepositories})
 * @param others all other keys with their texts, maps and lists; they mean nothing here
 */
public record ReleaseSettings(String application, List<String> subRepositories, Map<String, Object> others) {
    private static final String APPLICATION = "application";
    private static final String SUB_REPOSITORIES = "subRepositories";
    private static final String EXPECTED = "the URL or path of a Git repository";
    private static final Set<String> KNOWN =
            Set.of(ReleaseFile.VERSION, ReleaseFile.DESCRIPTION, ReleaseFile.TYPE, APPLICATION, SUB_REPOSITORIES);

    public ReleaseSettings {
        subRepositories = List.copyOf(subRepositories);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** All repositories, the application's first. */
    public List<String> repositories() {
        List<String> all = new ArrayList<>();
        all.add(application);
        all.addAll(subRepositories);
        return Collections.unmodifiableList(all);
    }

    static ReleaseSettings of(YamlEdit own, @CheckForNull EnvironmentType type) {
        YamlEdit shared = type == null ? own : type.yaml();
        YamlEdit applicationFile = own.has(APPLICATION) ? own : shared;
        ReleaseKeys keys = new ReleaseKeys(applicationFile);
        String application = keys.text(APPLICATION, EXPECTED);
        if (application == null) {
            keys.unlessMistaken(
                    "is missing; add the application's repository, such as"
                            + " application: https://git.example.com/shop/shop.git"
                            + (type == null ? "" : ", here or to the environment's type"),
                    APPLICATION);
        } else {
            checkAddress(keys, application, APPLICATION, APPLICATION);
        }
        keys.refuse();
        YamlEdit listFile = own.has(SUB_REPOSITORIES) ? own : shared;
        return new ReleaseSettings(
                String.valueOf(application),
                subRepositories(listFile, String.valueOf(application)),
                others(own, shared));
    }

    private static List<String> subRepositories(YamlEdit file, String application) {
        ReleaseKeys keys = new ReleaseKeys(file);
        List<String> all = keys.texts(SUB_REPOSITORIES, "URLs or paths of Git repositories");
        keys.refuse();
        Set<String> known = new LinkedHashSet<>();
        known.add(RepositoryAddress.parse(application).shown());
        for (int i = 0; i < all.size(); i++) {
            String index = String.valueOf(i);
            String shown = checkAddress(keys, all.get(i), SUB_REPOSITORIES, SUB_REPOSITORIES, index);
            if (shown != null && !known.add(shown)) {
                keys.mistake(
                        SUB_REPOSITORIES + ": '" + shown + "' is there twice, as the application's or in the list;"
                                + " remove one",
                        SUB_REPOSITORIES,
                        index);
            }
        }
        keys.refuse();
        return all;
    }

    /** The address without secrets; {@code null} when it is none. It is not repeated then, as it may hold a password. */
    @CheckForNull
    private static String checkAddress(ReleaseKeys keys, String text, String key, String... path) {
        if (text.isBlank()) {
            keys.mistake(key + ": is empty; it must be " + EXPECTED, path);
            return null;
        }
        String shown = shown(text);
        if (shown == null) {
            keys.mistake(
                    key + ": is no URL Git understands; valid is for example https://git.example.com/shop/shop.git or"
                            + " /srv/git/shop.git",
                    path);
        }
        return shown;
    }

    @CheckForNull
    private static String shown(String text) {
        try {
            RepositoryAddress address = RepositoryAddress.parse(text);
            boolean broken = text.contains("://")
                    && !text.startsWith("file:")
                    && address.uri().getHost() == null;
            return broken ? null : address.shown();
        } catch (GitException | NumberFormatException e) {
            return null; // the latter for a port
        }
    }

    private static Map<String, Object> others(YamlEdit own, YamlEdit shared) {
        Map<String, Object> others = new LinkedHashMap<>();
        for (YamlEdit file : List.of(shared, own)) {
            ((Map<?, ?>) file.value()).forEach((key, value) -> {
                if (!KNOWN.contains(key)) {
                    others.put((String) key, value);
                }
            });
        }
        return others;
    }
}
