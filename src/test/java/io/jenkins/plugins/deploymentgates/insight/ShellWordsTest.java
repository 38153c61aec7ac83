package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class ShellWordsTest {

    @Test
    public void shouldQuoteOnlyWhatAShellWouldMisread() {
        assertThat(ShellWords.line("git", "push", "a@b:c/d.git", "it's here", "$HOME", ""))
                .isEqualTo("git push a@b:c/d.git 'it'\\''s here' '$HOME' ''");
    }
}
