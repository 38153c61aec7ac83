package io.jenkins.plugins.deploymentgates.jenkins;

import java.time.Duration;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A controller for the tests of a class, with more time than for one of them. Its clients are quicker than those of the harness, which
 * wait ten seconds on every page that asks for something at intervals, as most of Jenkins' do.
 */
final class Controller extends JenkinsRule {
    /** What a page that has nothing else to do wants to do later than this is its polling. */
    private static final long SOON_MILLIS = 2000;

    Controller() {
        timeout = (int) Duration.ofMinutes(15).toSeconds();
    }

    @Override
    public WebClient createWebClient() {
        WebClient client = new Client();
        client.getOptions().setFetchPolyfillEnabled(true);
        return client;
    }

    /** Waits for what a page does now or soon. */
    private final class Client extends WebClient {
        private static final long serialVersionUID = 1L;

        @Override
        public int waitForBackgroundJavaScript(long timeoutMillis) {
            long end = System.currentTimeMillis() + timeoutMillis;
            for (; ; ) {
                long began = System.currentTimeMillis();
                int left = waitForBackgroundJavaScriptStartingBefore(SOON_MILLIS);
                // After a wait there may be more to do: what took long, on a busy machine, goes on with something else.
                long now = System.currentTimeMillis();
                if (now - began < SOON_MILLIS / 2 || now >= end) {
                    return left;
                }
            }
        }

        /** Who reads a page without its scripts reads its texts: the styles, read anew by each client, cost the most. */
        @Override
        public WebClient withJavaScriptEnabled(boolean enabled) {
            getOptions().setCssEnabled(enabled);
            return super.withJavaScriptEnabled(enabled);
        }
    }
}
