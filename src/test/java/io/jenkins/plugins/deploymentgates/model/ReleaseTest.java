package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class ReleaseTest {
    private static final String ONE = "1".repeat(40);
    private static final String TWO = "2".repeat(40);

    private static Release release(String version, String commit, String tree, String... artifacts) {
        List<Artifact> parsed = Arrays.stream(artifacts).map(Artifact::parse).toList();
        return Release.of("shop", version, parsed, commit, tree);
    }

    @Test
    public void shouldTellAReleaseFromAnotherOfTheSameVersion() {
        Release api = release("1.0.0", ONE, null, "git:core:1.0.0", "git:api:2.0", "git:web:main@git:" + ONE);
        Release newer = release("1.0.0", TWO, null, "git:core:1.0.0", "git:api:2.1", "git:web:main@git:" + ONE);
        assertThat(newer.labelBeside(api)).isEqualTo("1.0.0 with api 2.1");
        assertThat(api.labelBeside(newer)).isEqualTo("1.0.0 with api 2.0");
        Release moved = release("1.0.0", TWO, null, "git:core:1.0.0", "git:api:2.1", "git:web:main@git:" + TWO);
        assertThat(moved.labelBeside(api)).isEqualTo("1.0.0 with api 2.1 and web main at 2222222222");
        Release less = release("1.0.0", TWO, null, "git:core:1.0.0", "git:api:2.0");
        assertThat(less.labelBeside(api)).isEqualTo("1.0.0 without web");
        assertThat(release("1.0.0", TWO, null, "g:a:1", "g:b:1", "g:c:1", "g:d:1", "g:e:1")
                        .labelBeside(less))
                .isEqualTo("1.0.0 with a 1, b 1, c 1 and 2 more");
    }

    @Test
    public void shouldTellReleasesOfTheSameArtifactsApart() {
        Release one = release("1.0.0", ONE, "a".repeat(64), "git:core:1.0.0");
        Release other = release("1.0.0", TWO, "b".repeat(64), "git:core:1.0.0");
        assertThat(other.labelBeside(one)).isEqualTo("1.0.0 at 2222222222");
        Release sameCommit = release("1.0.0", ONE, "b".repeat(64), "git:core:1.0.0");
        assertThat(sameCommit.labelBeside(one))
                .isEqualTo("1.0.0 (release " + sameCommit.fingerprint().substring(0, 10) + ")");
    }

    @Test
    public void shouldNeedNothingButTheVersionOtherwise() {
        Release one = release("1.0.0", ONE, null, "git:core:1.0.0");
        assertThat(one.labelBeside(one)).isEqualTo("1.0.0");
        assertThat(release("1.1.0", ONE, null, "git:core:1.1.0").labelBeside(one))
                .isEqualTo("1.1.0");
    }
}
