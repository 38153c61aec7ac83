package io.jenkins.plugins.deploymentgates.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import org.junit.Test;

/** What is said about servers that do not answer in time, which no test waits for. */
public class BreakdownTest {
    private static final ServerAddress ADDRESS = ServerAddress.parse("https://gates.example.com");

    private static String message(IOException e) {
        return Breakdown.of(e).message(ADDRESS);
    }

    @Test
    public void shouldTellWhoDoesNotAnswerFromWhoAnswersTooLate() {
        assertThat(message(new HttpConnectTimeoutException("HTTP connect timed out")))
                .isEqualTo("https://gates.example.com cannot be asked: nobody answered there within 10 s");
        assertThat(message(new HttpTimeoutException("request timed out")))
                .isEqualTo(
                        "https://gates.example.com cannot be asked: it did not answer in time; what was asked for may"
                                + " have been done all the same");
    }

    @Test
    public void shouldAskAgainAtOnceOnlyWhereThatMayHelp() {
        assertThat(Breakdown.of(new HttpTimeoutException("request timed out")).mayPass())
                .isFalse();
        assertThat(Breakdown.of(new HttpConnectTimeoutException("HTTP connect timed out"))
                        .mayPass())
                .isFalse();
        assertThat(Breakdown.of(new ConnectException("Connection refused")).mayPass())
                .isTrue();
        assertThat(Breakdown.of(new IOException("Connection reset")).mayPass()).isTrue();
    }
}
