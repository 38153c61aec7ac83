package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Each test has a {@link DeploymentFilesWorld} of its own. */
public abstract class DeploymentFilesFixture {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final String combination;
    DeploymentFilesWorld files;

    DeploymentFilesFixture() {
        this("exact");
    }

    DeploymentFilesFixture(String combination) {
        this.combination = combination;
    }

    @Before
    public void createFiles() throws IOException {
        files = DeploymentFilesWorld.create(folder.newFolder().toPath(), combination);
    }

    @After
    public void close() {
        files.world().close();
    }

    final World world() {
        return files.world();
    }
}
