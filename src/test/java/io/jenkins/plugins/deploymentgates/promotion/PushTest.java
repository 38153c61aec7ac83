package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import org.junit.Test;

/** How pushes are written. */
public class PushTest {
    @Test
    public void shouldReadARange() {
        assertThat(Push.parse("qa", "1a2b..v1.2")).isEqualTo(new Push("qa", "1a2b", "v1.2"));
        assertThat(Push.parse("refs/heads/qa", "a..b").branch()).isEqualTo("qa");
        assertThat(Push.parse("", "a..b").branch()).isNull();
    }

    @Test
    public void shouldTakeNoBaseAndZerosForANewBranch() {
        assertThat(Push.parse(null, "..qa").base()).isNull();
        assertThat(Push.parse(null, "0".repeat(40) + "..qa").base()).isNull();
    }

    @Test
    public void shouldRefuseWhatIsNoRange() {
        for (String wrong : new String[] {"qa", "", "a..", "a...b", "a..b..c"}) {
            assertThatThrownBy(() -> Push.parse(null, wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessage("'" + wrong + "' is not of the form BASE..HEAD; write for example 1a2b3c4..qa, or"
                            + " ..qa for a new branch");
        }
    }

    @Test
    public void shouldRefuseTheDeletionOfABranch() {
        assertThatThrownBy(() -> Push.parse("qa", "a.." + "0".repeat(40)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the push has no head: it deleted a branch, and that deploys nothing; name the commit the"
                        + " branch is at");
    }
}
