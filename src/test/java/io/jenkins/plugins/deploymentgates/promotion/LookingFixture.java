package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** A gate that looks outside, the server it asks, and another one. */
public abstract class LookingFixture {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    OtherServer server;
    OtherServer other;
    Looking looking;

    @Before
    public void start() throws IOException {
        server = new OtherServer();
        other = new OtherServer();
    }

    @After
    public void stop() {
        server.close();
        other.close();
        if (looking != null) {
            looking.close();
        }
    }

    /** @param gate as YAML, with {@code BASE} for the server */
    final void gate(String gate, Duration patience, Map<String, String> secrets) throws IOException {
        looking = new Looking(folder.newFolder().toPath(), gate.replace("BASE", server.base()), secrets, patience);
    }
}
