package io.jenkins.plugins.deploymentgates.cli;

import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/** Tests of commands that are done on a ledger as well as by a server: each is run on both, and expects the same of both. */
@RunWith(Parameterized.class)
abstract class ShopAnywhere extends ShopCommands {
    /** Where this run's commands are done. */
    enum Place {
        LEDGER,
        SERVER
    }

    @Parameter
    public Place place;

    @Parameters(name = "{0}")
    public static Object[] places() {
        return Place.values();
    }

    @Before
    public final void serveTheShop() {
        shop.served = place == Place.SERVER;
    }

    @After
    public final void stopTheServer() {
        shop.close();
    }
}
