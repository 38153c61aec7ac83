package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.PluginWrapper;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The manifest names the plugins that the plugin's classes come upon. */
public class ManifestTest {
    /** Jars of plugins are in folders of their own name in a Maven repository. */
    private static final Pattern JAR = Pattern.compile(".*/([^/]+)/[^/]+/[^/]+\\.jar!/.*");

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Test
    public void shouldNameThePluginsWhoseTypesAreUsed() {
        Set<String> used = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.jenkins.plugins.deploymentgates.jenkins")) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                pluginOf(dependency.getTargetClass().getBaseComponentType()).ifPresent(used::add);
            }
        }

        assertThat(named()).containsAll(used);
    }

    /** Those in the manifest, and those that these need. */
    private static Set<String> named() {
        Set<String> names = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of("deployment-gates"));
        while (!next.isEmpty()) {
            PluginWrapper plugin = JENKINS.jenkins.getPluginManager().getPlugin(next.remove());
            if (plugin != null && names.add(plugin.getShortName())) {
                plugin.getDependencies().forEach(dependency -> next.add(dependency.shortName));
                if (plugin.getShortName().equals("deployment-gates")) {
                    plugin.getOptionalDependencies().forEach(dependency -> next.add(dependency.shortName));
                }
            }
        }
        return names;
    }

    private static Optional<String> pluginOf(JavaClass type) {
        return type.getSource()
                .map(source -> JAR.matcher(source.getUri().toString()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .filter(artifact -> JENKINS.jenkins.getPluginManager().getPlugin(artifact) != null);
    }
}
