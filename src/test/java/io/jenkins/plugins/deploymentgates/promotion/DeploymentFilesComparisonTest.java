package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** What tells environments apart where each has a file, on real repositories. */
public class DeploymentFilesComparisonTest extends DeploymentFilesFixture {
    private Origin core;

    public DeploymentFilesComparisonTest() {
        super("per-artifact");
    }

    @Before
    public void createCore() {
        core = Origin.create(world().folder().resolve("core.git"));
    }

    private Compared compare(String left, String right) {
        World world = files.world();
        return world.engine().comparisons().compare("shop", world.current(left), world.current(right));
    }

    private static List<String> subjects(List<Line.Commit> commits) {
        return commits.stream().map(Line.Commit::subject).toList();
    }

    @Test
    public void shouldTellOfTheCommitsOfTheTwoFilesAlone() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.on("qa");
        files.write("Somebody's canary", Map.of("deployments/canary.yaml", files.read("qa")));
        files.write("Notes", Map.of("docs/notes.md", "x\n"));
        files.dev("1.2", "api", "2.1", "web", "3.1");
        files.dev("1.3", "api", "2.2", "web", "3.1");

        Compared compared = compare("dev", "qa");

        assertThat(subjects(compared.own().onlyLeft())).containsExactly("Build 1.3", "Build 1.2");
        assertThat(compared.own().onlyRight()).isEmpty();
        assertThat(compared.own().files()).containsExactly("M deployments/dev.yaml");
        assertThat(compared.repositories()).isEmpty();
        assertThat(compare("qa", "dev").own().onlyRight())
                .isEqualTo(compared.own().onlyLeft());
    }

    @Test
    public void shouldTellOfTheCommitsOfAModuleThatIsBehind() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.on("qa");
        files.dev("1.1", "api", "2.2", "web", "3.1");
        String api = files.world().origin().head("main");
        files.dev("1.1", "api", "2.2", "web", "3.2");
        files.dev("1.2", "api", "2.2", "web", "3.2");
        files.on("qa", "web", "core");

        Compared.Own own = compare("dev", "qa").own();

        assertThat(own.onlyLeft()).extracting(Line.Commit::id).containsExactly(api);
        assertThat(own.onlyRight()).isEmpty();
        assertThat(own.files()).containsExactly("M deployments/qa.yaml");
    }

    @Test
    public void shouldTellOfBothAfterOneWasRolledBack() {
        files.dev("1.1", "api", "2.1", "web", "3.1");
        files.on("qa");
        files.dev("1.2", "api", "2.1", "web", "3.1");
        files.on("qa");
        files.world().engine().rollbacks().rollback(World.ANN, "shop", List.of("qa"), null);

        Compared.Own own = compare("dev", "qa").own();

        assertThat(subjects(own.onlyLeft())).containsExactly("Build 1.2");
        assertThat(subjects(own.onlyRight())).containsExactly("Roll qa back to shop 1.1");
    }

    @Test
    public void shouldTellOfTheCommitsThatAVersionMovedBy() {
        String first = core.head("main");
        String file = "tier: TIER\ncore: {version: main, source: " + core.folder() + "}\nmodules: []\n";
        files.write("Follow main", Map.of("deployments/dev.yaml", file.replace("TIER", "development")));
        deliver();
        files.on("qa");
        String second = core.commit("main", "Faster", Map.of("a.txt", "1\n"));
        deliver();

        Compared compared = compare("dev", "qa");

        assertThat(compared.own().onlyLeft()).isEmpty();
        assertThat(compared.repositories()).singleElement().satisfies(one -> {
            assertThat(one.repository()).isEqualTo(core.folder().toString());
            assertThat(one.left()).isEqualTo(second);
            assertThat(one.right()).isEqualTo(first);
            assertThat(subjects(one.onlyLeft())).containsExactly("Faster");
            assertThat(one.onlyRight()).isEmpty();
        });
    }

    private void deliver() {
        files.world().promote("dev");
        files.world().deliver("dev");
        files.world().verify("dev");
    }
}
