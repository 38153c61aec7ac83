package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.Test;

/** {@code changed}. */
public class ChangedCommandTest extends ShopAnywhere {
    @Test
    public void shouldTellWhatAPushDeploys() {
        String base = shop.head("qa");
        String head = shop.commit("base/app.yaml", "SHOP-2 second");
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main:qa");
        String moved = base.substring(0, 10) + " -> " + head.substring(0, 10);

        assertThat(shop.run("changed", "shop", base + ".." + head, "--branch", "qa"))
                .isEqualTo(done(
                        "qa: changed, " + moved,
                        "  commits: 1 commit",
                        "  " + head.substring(0, 10) + " SHOP-2 second (Anna)",
                        "  files changed: 1",
                        "  M base/app.yaml"));
        assertThat(shop.run("changed", "shop", "qa~1..qa"))
                .isEqualTo(shop.run("changed", "shop", base + ".." + head, "--branch", "qa"));
        shop.git(shop.repository, "symbolic-ref", "HEAD", "refs/heads/main");
        assertThat(shop.run("changed", "shop", "HEAD^..HEAD"))
                .isEqualTo(done("nothing is deployed by this push to main"));
        assertThat(shop.run("changed", "shop", "qa~9..qa"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: repository '" + shop.repository
                                + "' has no commit 'qa~9': the first commit is 'qa~1'"));
        assertThat(shop.run("changed", "shop", base + "..main"))
                .isEqualTo(done("nothing is deployed by this push to main"));
        assertThat(shop.run("changed", "shop", "..qa"))
                .isEqualTo(done("qa: created, (none) -> " + head.substring(0, 10)));
        assertThat(shop.run("changed", "shop", base + ".." + head))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the branches main, qa are at '" + head + "' in repository '"
                                + shop.repository + "'; name the one that was pushed to with --branch"));
        assertThat(shop.run("changed", "shop", "qa"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: 'qa' is not of the form BASE..HEAD; write for example 1a2b3c4..qa, or ..qa"
                                + " for a new branch"));
    }

    @Test
    public void shouldGiveProgramsTheSame() throws IOException {
        String base = shop.head("qa");
        shop.commit("variants/qa/hosts", "Hosts of qa");
        shop.git(shop.work, "push", "-q", shop.repository.toString(), "main:qa");
        JsonNode pushed = new ObjectMapper()
                .readTree(shop.run("changed", "shop", base + "..qa", "--json").out());
        assertThat(pushed.path("branch").asText()).isEqualTo("qa");
        assertThat(pushed.at("/changes/0/environment").asText()).isEqualTo("qa");
        assertThat(pushed.at("/changes/0/releaseChanged").asBoolean()).isFalse();
        assertThat(pushed.at("/changes/0/files/0").asText()).isEqualTo("A variants/qa/hosts");
    }
}
