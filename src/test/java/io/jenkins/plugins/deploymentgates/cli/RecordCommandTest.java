package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class RecordCommandTest extends ShopAnywhere {
    @Test
    public void shouldRecordAndVerify() {
        assertThat(shop.run("record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0"))
                .isEqualTo(done("deployment 1 (shop 1.0 at dev): COMPLETED"));
        assertThat(shop.run("verify", "shop", "dev", "smoke", "--passed", "--url", "https://ci.example.com/1"))
                .isEqualTo(done("deployment 1 (shop 1.0 at dev): VERIFIED"));
    }

    @Test
    public void shouldTakeTheSameRecordingOnlyOnce() {
        String[] words = {"record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0", "--key", "build-7"};
        shop.run(words);

        assertThat(shop.run(words)).isEqualTo(done("deployment 1 (shop 1.0 at dev): COMPLETED, known already"));
    }

    @Test
    public void shouldTakeTheDigestOfAnArtifactAndTellItAgain() {
        String[] words = {"record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0@sha256:0af1"};
        given(words);

        String record =
                "deployment-gates " + String.join(" ", words) + " --commit " + shop.head("dev") + " --status COMPLETED";
        assertThat(shop.run("at", shop.now.toString()).out()).endsWith("\n" + record + "\n");
    }

    @Test
    public void shouldRefuseAnArtifactThatIsNone() {
        String form = " is not of the form group:name:version, such as com.acme:shop-api:1.4.2; its digest may follow,"
                + " as in com.acme:shop-api:1.4.2@sha256:9f86d081";
        for (String artifact :
                new String[] {"shop-api:1.0", "com.acme:shop-api:@sha256:ab", "a:b:c:d", "a:b:c@d:e:f"}) {
            assertThat(shop.run("record", "shop", "dev", "1.0", "--artifact", artifact))
                    .isEqualTo(failed(2, "deployment-gates: artifact '" + artifact + "'" + form));
        }
        assertThat(shop.run("record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0@sha256:XY"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: digest 'sha256:XY' of artifact com.acme:shop-api:1.0 is not of the form"
                                + " algorithm:hex in lower case, such as sha256:9f86d081"));
    }
}
