package io.jenkins.plugins.deploymentgates.promotion;

import static io.jenkins.plugins.deploymentgates.promotion.DeploymentFilesWorld.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.util.Map;
import org.junit.Test;

/** Promotions into deployment files that others push before, that are not taken, or that are interrupted. */
public class DeploymentFilesOvertakenTest extends DeploymentFilesFixture {
    @Test
    public void shouldBeMadeAgainWhenSomebodyElsePushedFirst() {
        files.dev("1.1", "api", "2.1");
        boolean[] pushed = {false};
        files.reopen(step -> {
            if (step == Step.INTENDED && !pushed[0]) {
                pushed[0] = true;
                files.write("Else", Map.of("deployments/other.yaml", file("test", "5")));
            }
        });

        PromotionResult result = files.promote("qa");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world().origin().subjects("main")).startsWith("Promote shop 1.1 to qa", "Else", "Build 1.1");
        assertThat(world().types(0)).filteredOn("push.abandoned"::equals).hasSize(1);
    }

    @Test
    public void shouldGiveUpWhenSomebodyElsePushesFirstEachTime() {
        files.dev("1.1", "api", "2.1");
        files.reopen(step -> {
            if (step == Step.INTENDED) {
                files.write("Else", Map.of("else.txt", world().head() + "\n"));
            }
        });

        PromotionResult result = files.promote("qa");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(world().types(0)).filteredOn("push.abandoned"::equals).hasSize(19);
    }

    @Test
    public void shouldTellWhatAHookSays() {
        files.dev("1.1", "api", "2.1");
        world().origin().hook("pre-receive", "echo 'change freeze until Monday' >&2; exit 1");

        PromotionResult result = files.promote("qa");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason()).contains("change freeze until Monday");
        assertThat(world().origin().subjects("main")).startsWith("Build 1.1");
    }

    @Test
    public void shouldPromoteOnceWhereverItIsInterrupted() throws IOException {
        for (Step interrupted : Step.values()) {
            close();
            createFiles();
            files.dev("1.1", "api", "2.1");
            files.reopen(step -> {
                if (step == interrupted) {
                    throw new IllegalStateException("the process ends");
                }
            });
            assertThatThrownBy(() -> files.promote("qa")).hasMessage("the process ends");
            files.write("Else", Map.of("deployments/other.yaml", file("test", "5")));
            files.reopen(Progress.NONE);
            world().engine().reconciliation().run();
            if (interrupted == Step.LOOKING) {
                files.promote("qa");
            }
            assertThat(world().current("qa").version()).isEqualTo("1.1");
            assertThat(files.read("qa"))
                    .isEqualTo(file("test", "1.1", "api", "2.1").replace("# web\n", ""));
            assertThat(world().list(view -> view.promotions("shop", "qa", 10)))
                    .as("interrupted at %s", interrupted)
                    .extracting(promotion -> promotion.status())
                    .containsExactly(PromotionStatus.PROMOTED);
            assertThat(world().origin().subjects("main"))
                    .as("interrupted at %s", interrupted)
                    .filteredOn(subject -> subject.startsWith("Promote"))
                    .containsExactly("Promote shop 1.1 to qa");
        }
    }
}
