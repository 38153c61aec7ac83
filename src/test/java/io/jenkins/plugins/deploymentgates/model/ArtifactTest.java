package io.jenkins.plugins.deploymentgates.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;

public class ArtifactTest {
    private static final Module API = new Module("com.acme", "shop-api");

    @Test
    public void shouldReadWhatItWrites() {
        for (String text : new String[] {
            "com.acme:shop-api:1.4.2", "com.acme:shop-api:1.4.2@sha256:0af1", "com.acme:shop-api:1@rc@sha256:0af1"
        }) {
            assertThat(Artifact.parse(text).reference()).isEqualTo(text);
        }
    }

    @Test
    public void shouldTellADigestFromAVersionWithAnAtSign() {
        assertThat(Artifact.parse("com.acme:shop-api:1@rc")).isEqualTo(new Artifact(API, "1@rc", null, null));
        assertThat(Artifact.parse("com.acme:shop-api:1@rc@sha256:0af1"))
                .isEqualTo(new Artifact(API, "1@rc", null, "sha256:0af1"))
                .hasToString("com.acme:shop-api:1@rc");
    }

    @Test
    public void shouldTakeNoDigestThatCouldPassForAnotherLineOfAFingerprint() {
        assertThatThrownBy(() -> new Artifact(API, "1.0", null, "sha256:ab\ntree 00"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("digest 'sha256:abU+000Atree 00' of artifact com.acme:shop-api:1.0 is not of the form"
                        + " algorithm:hex in lower case, such as sha256:9f86d081");
    }
}
