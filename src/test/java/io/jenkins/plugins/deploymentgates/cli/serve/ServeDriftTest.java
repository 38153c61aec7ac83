package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.promotion.World;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A server that runs finds out by itself, when its clock says so, what somebody did to Git. */
public class ServeDriftTest {
    private static final Duration EVERY = Duration.ofMinutes(7);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;

    @Before
    public void haveOneThatDrifted() throws Exception {
        served = new Served(folder.getRoot().toPath(), World.REGIONS);
        served.world.carry("1.0", "qa");
        served.world.origin().commit("qa", "By hand", Map.of("app.yaml", "by hand\n"));
    }

    @After
    public void end() {
        served.close();
    }

    private String next(long after) throws Exception {
        return served.send(served.get("/api/v1/events?wait=60&after=" + after)).body();
    }

    @Test
    public void shouldTellThoseWhoWaitOfDriftWhenALookIsDue() throws Exception {
        served.start(new ServerSettings(InetAddress.getLoopbackAddress(), 0, null, Served.MANY, EVERY));
        long before = served.world.head();
        served.world.clock().advance(EVERY);

        assertThat(next(before))
                .contains(
                        "\"type\":\"environment.drifted\"", "\"by\":\"serve\"", "branch 'qa' is 1 commit ahead of 1.0");

        served.world.origin().set("qa", served.world.current("qa").commit());
        served.world.clock().advance(EVERY);
        assertThat(next(before + 1)).contains("\"type\":\"environment.aligned\"", "\"by\":\"serve\"");
        assertThat(served.world.types(before)).containsExactly("environment.drifted", "environment.aligned");
    }
}
