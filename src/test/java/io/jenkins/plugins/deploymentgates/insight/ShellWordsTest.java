package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class CommandsTest {

    @Test
    public void shouldQuoteOnlyWhatAShellWouldMisread() {
        assertThat(Commands.line("git", "push", "a@b:c/d.git", "it's here", "$HOME", ""))
                .isEqualTo("git push a@b:c/d.git 'it'\\''s here' '$HOME' ''");
    }
}
