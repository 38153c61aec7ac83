package io.jenkins.plugins.deploymentgates.api;

import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** A test with a world of its own. */
public abstract class InApiWorld {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    ApiWorld world;

    @Before
    public final void beginWorld() {
        world = new ApiWorld(folder.getRoot().toPath());
    }

    @After
    public final void endWorld() {
        world.close();
    }
}
