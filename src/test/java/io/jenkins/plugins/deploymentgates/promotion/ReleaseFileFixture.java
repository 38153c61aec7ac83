package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Each test has a {@link ReleaseFileWorld} of its own. */
public abstract class ReleaseFileFixture {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    ReleaseFileWorld files;

    @Before
    public void createFiles() throws IOException {
        createFiles(ReleaseFileWorld.YAML);
    }

    final void createFiles(String yaml) throws IOException {
        if (files != null) {
            files.close();
        }
        files = ReleaseFileWorld.create(folder.newFolder().toPath(), yaml);
    }

    @After
    public void close() {
        files.close();
    }

    final World world() {
        return files.world();
    }

    static String brief(String commit) {
        return commit.substring(0, 10);
    }
}
