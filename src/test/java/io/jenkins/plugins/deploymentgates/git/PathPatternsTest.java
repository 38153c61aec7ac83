package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class PathPatternsTest {
    private static boolean matches(String pattern, String path) {
        return new PathPatterns(List.of("never/this", pattern)).test(path);
    }

    @Test
    public void shouldLetOneStarStayWithinAFolder() {
        assertThat(matches("env/*.yaml", "env/qa.yaml")).isTrue();
        assertThat(matches("env/*.yaml", "env/eu/qa.yaml")).isFalse();
        assertThat(matches("env/?.yaml", "env/q.yaml")).isTrue();
        assertThat(matches("env/?.yaml", "env/.yaml")).isFalse();
    }

    @Test
    public void shouldLetTwoStarsCrossFolders() {
        assertThat(matches("env/**", "env/eu/qa.yaml")).isTrue();
        assertThat(matches("env/**", "environment")).isFalse();
        assertThat(matches("**/secret", "secret")).isTrue();
        assertThat(matches("**/secret", "a/b/secret")).isTrue();
        assertThat(matches("**/secret", "a/no-secret")).isFalse();
        assertThat(matches("a/**/z", "a/z")).isTrue();
        assertThat(matches("a/**/z", "a/b/c/z")).isTrue();
    }

    @Test
    public void shouldLetEnvironmentStandForOnePartOfAPath() {
        assertThat(matches("variants/{environment}/**", "variants/prod-eu/app.yaml"))
                .isTrue();
        assertThat(matches("variants/{environment}/app.yaml", "variants/a/b/app.yaml"))
                .isFalse();
        assertThat(matches("values-{environment}.yaml", "values-qa.yaml")).isTrue();
        assertThat(matches("values-{environment}.yaml", "values-.yaml")).isFalse();
    }

    @Test
    public void shouldTakeEverythingElseLiterally() {
        assertThat(matches("a.b[c](d)+$", "a.b[c](d)+$")).isTrue();
        assertThat(matches("a.b", "axb")).isFalse();
    }
}
