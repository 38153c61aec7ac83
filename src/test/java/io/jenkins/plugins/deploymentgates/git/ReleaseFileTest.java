package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ReleaseFileTest {
    private static final String FILE =
            """
            # Acceptance tests of the web shop. Ask Ann before you change anything.
            description: "Acceptance tests"   # shown in the view

            version:   1.4.2   # promoted from dev

            application: https://git.example.com/shop/shop.git
            subRepositories:
            - https://git.example.com/shop/api.git
            - https://git.example.com/shop/web.git
            type: small
            replicas: 2      # read by the deployment
            """;

    private static ReleaseFile read(String text) {
        return ReleaseFile.read("environment/qa:environment.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static EnvironmentType type(String text) {
        return EnvironmentType.read("main:types/small.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ReleaseFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> read(text).settings(null))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
    }

    @Test
    public void shouldReadWhatAnEnvironmentHas() {
        ReleaseFile file = read(FILE);
        assertThat(file.version()).isEqualTo("1.4.2");
        assertThat(file.isWorkInProgress()).isFalse();
        assertThat(file.description()).contains("Acceptance tests");
        assertThat(file.type()).contains("small");
        assertThat(file.settings(null))
                .isEqualTo(new ReleaseSettings(
                        "https://git.example.com/shop/shop.git",
                        List.of("https://git.example.com/shop/api.git", "https://git.example.com/shop/web.git"),
                        Map.of("replicas", "2")));
        assertThat(file.settings(null).repositories())
                .containsExactly(
                        "https://git.example.com/shop/shop.git",
                        "https://git.example.com/shop/api.git",
                        "https://git.example.com/shop/web.git");
    }

    @Test
    public void shouldReadAVersionAsItIsWritten() {
        for (String version : List.of("1.10", "1e3", "0x10", "2026-03-03", "true", "01", "WIP")) {
            assertThat(read("version: " + version + "\n").version()).isEqualTo(version);
            assertThat(read("version: '" + version + "'\n").version()).isEqualTo(version);
        }
        assertThat(read("version: WIP\n").isWorkInProgress()).isTrue();
    }

    @Test
    public void shouldChangeTheVersionAndNothingElse() {
        for (String variant : List.of(
                FILE,
                FILE.replace("\n", "\r\n"),
                "\uFEFF" + FILE,
                FILE.stripTrailing(),
                FILE.replace("1.4.2", "'1.4.2'"),
                FILE.replace("1.4.2", "\"1.4.2\""))) {
            assertThat(text(read(variant).withVersion("1.5.0-beta"))).isEqualTo(variant.replace("1.4.2", "1.5.0-beta"));
        }
        assertThat(text(read("version: 1.9\n").withVersion("1.10"))).isEqualTo("version: 1.10\n");
        assertThat(read("version: WIP\n").withVersion("1.10").version()).isEqualTo("1.10");
        assertThatThrownBy(() -> read(FILE).withVersion("a b"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("version 'a b' is no valid Git tag name: it has ' ' at position 2; valid is for example"
                        + " 1.4.2 or 2026-03-03.1");
    }

    @Test
    public void shouldTakeFromItsTypeWhatTheEnvironmentDoesNotSay() {
        EnvironmentType shared =
                type("application: /srv/shop.git\nsubRepositories: [/srv/api.git]\nsize: 1\nlogs: on\n");
        assertThat(read("version: 1\nsize: 2\n").settings(shared))
                .isEqualTo(new ReleaseSettings(
                        "/srv/shop.git", List.of("/srv/api.git"), Map.of("size", "2", "logs", "on")));
        assertThat(read("version: 1\nsubRepositories: []\napplication: /srv/other.git\n")
                        .settings(shared)
                        .repositories())
                .containsExactly("/srv/other.git");
    }

    @Test
    public void shouldNameWhatIsWrongWithTheVersion() {
        String place = "environment/qa:environment.yaml:";
        assertRefused("a: 1\n", place + "1:1: there is no version; add one, such as version: 1.4.2");
        assertRefused("version:\n", place + "1:9: version: must be a text such as 1.4.2, but is nothing");
        assertRefused("version: {a: b}\n", place + "1:10: version: must be a text such as 1.4.2, but is a mapping");
        assertRefused("version: [1]\n", place + "1:10: version: must be a text such as 1.4.2, but is a list");
        assertRefused(
                "\n  \nversion: 1..4\n",
                place + "3:10: version '1..4' is no valid Git tag name: it has '..'; valid is for example 1.4.2 or"
                        + " 2026-03-03.1");
        assertRefused(
                "version: ''\n",
                place + "1:10: version '' is no valid Git tag name: it is empty; valid is for example 1.4.2 or"
                        + " 2026-03-03.1");
    }

    @Test
    public void shouldNameAllMistakesOfAFile() {
        assertRefused(
                "version: 1\ndescription: [a]\ntype: a/b\n",
                "environment/qa:environment.yaml:2:14: description: must be a text, but is a list\n"
                        + "environment/qa:environment.yaml:3:7: the name of the environment type 'a/b' has a path"
                        + " separator '/' at position 2; use letters, digits, '.', '-' and '_'");
    }

    @Test
    public void shouldNameWhatIsWrongWithTheRepositories() {
        String place = "environment/qa:environment.yaml:";
        assertRefused(
                "version: 1\n",
                place + "1:1: application: is missing; add the application's repository, such as application:"
                        + " https://git.example.com/shop/shop.git");
        assertRefused(
                "version: 1\napplication: {a: b}\n",
                place + "2:14: application: must be the URL or path of a Git repository, but is a mapping");
        assertRefused(
                "version: 1\napplication: ' '\n",
                place + "2:14: application: is empty; it must be the URL or path of a Git repository");
        for (String url : List.of("https://ann:s3cret@[::1/x", "https://git.example.com:99999999999/x")) {
            assertRefused(
                    "version: 1\napplication: '" + url + "'\n",
                    place + "2:14: application: is no URL Git understands; valid is for example"
                            + " https://git.example.com/shop/shop.git or /srv/git/shop.git");
        }
        assertRefused(
                "version: 1\napplication: /a\nsubRepositories: /b\n",
                place + "3:18: subRepositories: must be a list of URLs or paths of Git repositories, but is a text");
        assertRefused(
                "version: 1\napplication: /a\nsubRepositories: [/b, ~]\n",
                place + "3:23: subRepositories: must be a list of URLs or paths of Git repositories, but here is"
                        + " nothing");
        assertRefused(
                "version: 1\napplication: https://ann@git.example.com/a\n"
                        + "subRepositories: [https://git.example.com/a, /b, /b]\n",
                place + "3:19: subRepositories: 'https://git.example.com/a' is there twice, as the application's or in"
                        + " the list; remove one\n"
                        + place + "3:50: subRepositories: '/b' is there twice, as the application's or in the list;"
                        + " remove one");
    }

    @Test
    public void shouldNameWhatIsWrongWithAType() {
        assertThatThrownBy(() -> type("version: 1\nx: y\ndescription: d\n"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "main:types/small.yaml:1:10: version: belongs into the file of an environment, not of a type;"
                                + " move it there\n"
                                + "main:types/small.yaml:3:14: description: belongs into the file of an environment, not of a"
                                + " type; move it there");
        assertThatThrownBy(() -> read("version: 1\n").settings(type("application: [a]\n")))
                .isInstanceOf(GitException.class)
                .hasMessage("main:types/small.yaml:1:14: application: must be the URL or path of a Git repository, but"
                        + " is a list");
        assertThatThrownBy(() -> read("version: 1\n").settings(type("x: y\n")))
                .isInstanceOf(GitException.class)
                .hasMessage("main:types/small.yaml:1:1: application: is missing; add the application's repository, such"
                        + " as application: https://git.example.com/shop/shop.git, here or to the environment's type");
    }
}
