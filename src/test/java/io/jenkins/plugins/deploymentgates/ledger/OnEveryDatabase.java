package io.jenkins.plugins.deploymentgates.ledger;

import org.junit.Rule;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Tests of what holds wherever a ledger is kept: each runs once for every database. */
@RunWith(Parameterized.class)
public abstract class OnEveryDatabase {
    @Parameters(name = "{0}")
    public static TestStorage.Kind[] databases() {
        return TestStorage.Kind.values();
    }

    @Parameter
    public TestStorage.Kind kind;

    @Rule
    public final TestStorage storage = new TestStorage(() -> kind);
}
