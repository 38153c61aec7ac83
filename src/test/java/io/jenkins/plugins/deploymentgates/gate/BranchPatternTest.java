package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class BranchPatternTest {

    @Test
    public void matchesTheWholeNameOnly() {
        assertThat(new BranchPattern("main").matches("main")).isTrue();
        assertThat(new BranchPattern("main").matches("main2")).isFalse();
        assertThat(new BranchPattern("main").matches("feature/main")).isFalse();
        assertThat(new BranchPattern("main").matches("Main")).isFalse();
    }

    @Test
    public void doesNotLetOneStarPassASlash() {
        assertThat(new BranchPattern("hotfix/*").matches("hotfix/login")).isTrue();
        assertThat(new BranchPattern("hotfix/*").matches("hotfix/2026/login")).isFalse();
        assertThat(new BranchPattern("*").matches("hotfix/login")).isFalse();
        assertThat(new BranchPattern("release-*-rc").matches("release-1.4-rc")).isTrue();
    }

    @Test
    public void letsTwoStarsPassSlashes() {
        assertThat(new BranchPattern("hotfix/**").matches("hotfix/2026/login")).isTrue();
        assertThat(new BranchPattern("**").matches("a/b/c")).isTrue();
        assertThat(new BranchPattern("**/login").matches("hotfix/2026/login")).isTrue();
        assertThat(new BranchPattern("hotfix/**").matches("hotfix")).isFalse();
    }

    @Test
    public void takesEveryOtherCharacterForItself() {
        assertThat(new BranchPattern("v1.4").matches("v1x4")).isFalse();
        assertThat(new BranchPattern("a+(b)[c]\\E$").matches("a+(b)[c]\\E$")).isTrue();
        assertThat(new BranchPattern("").matches("")).isTrue();
        assertThat(new BranchPattern("").matches("main")).isFalse();
    }
}
