package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.GateSettings.ArtifactsAvailable;
import io.jenkins.plugins.deploymentgates.config.GateSettings.Http;
import org.junit.Test;

/** Gates that look outside and could not find what they look for. */
public class OutsideGateMistakesTest {
    private static Mistakes in(String... gates) {
        return Mistakes.in("environments:\n  prod:\n    gates:\n      - " + String.join("\n      - ", gates) + "\n");
    }

    private static GateSettings read(String gate) {
        return new ConfigurationReader()
                .parse(
                        "test.yaml",
                        "environments: {prod: {gates: [{" + gate + "}]}}\n"
                                + "applications: {shop: {pipeline: {prod: {}}}}")
                .environment("prod")
                .gates()
                .get(0);
    }

    @Test
    public void shouldRefuseNoPlaceAndTwo() {
        in(
                        "artifactsAvailable: {}",
                        "artifactsAvailable: {registry: \"https://a.example.com\", maven: \"https://b.example.com\"}",
                        "artifactsAvailable: {maven: \"https://a.example.com\", url: \"https://b.example.com\"}",
                        "artifactsAvailable: \"https://a.example.com\"")
                .are(
                        "test.yaml:4:9: environments.prod.gates[1].artifactsAvailable: one of the keys registry, maven, url is missing",
                        "test.yaml:5:9: environments.prod.gates[2].artifactsAvailable: only one of the keys registry, maven, url may be given; remove registry or maven",
                        "test.yaml:6:9: environments.prod.gates[3].artifactsAvailable: only one of the keys registry, maven, url may be given; remove maven or url",
                        "test.yaml:7:29: environments.prod.gates[4].artifactsAvailable: must be a mapping with the keys registry, repository, tag, maven, extension, classifier, url, credentials, images, but is the text 'https://a.example.com'");
    }

    @Test
    public void shouldRefuseUnknownAndBrokenPlaceholders() {
        in(
                        "artifactsAvailable: {registry: \"https://a.example.com\", repository: \"{Group}/{name}\"}",
                        "artifactsAvailable: {registry: \"https://a.example.com\", tag: \"v{version\"}",
                        "artifactsAvailable: {registry: \"https://a.example.com\", tag: \"{}\"}",
                        "artifactsAvailable: {url: \"https://a.example.com/{artifact}\"}",
                        "artifactsAvailable: {url: \"https://a.example.com/name}\"}")
                .are(
                        "test.yaml:4:77: environments.prod.gates[1].artifactsAvailable.repository: '{Group}/{name}' has '{Group}'; placeholders are {group}, {groupPath}, {name}, {version}, {sourceUrl}",
                        "test.yaml:5:70: environments.prod.gates[2].artifactsAvailable.tag: 'v{version' has '{'; placeholders are {group}, {groupPath}, {name}, {version}, {sourceUrl}",
                        "test.yaml:6:70: environments.prod.gates[3].artifactsAvailable.tag: '{}' has '{}'; placeholders are {group}, {groupPath}, {name}, {version}, {sourceUrl}",
                        "test.yaml:7:35: environments.prod.gates[4].artifactsAvailable.url: 'https://a.example.com/{artifact}' has '{artifact}'; placeholders are {group}, {groupPath}, {name}, {version}, {sourceUrl}",
                        "test.yaml:8:35: environments.prod.gates[5].artifactsAvailable.url: 'https://a.example.com/name}' has '}'; placeholders are {group}, {groupPath}, {name}, {version}, {sourceUrl}");
    }

    @Test
    public void shouldRefuseWhatIsNoUrl() {
        in(
                        "artifactsAvailable: {registry: registry.example.com}",
                        "artifactsAvailable: {maven: \"file:///repo\"}",
                        "artifactsAvailable: {url: \"files/{name}.zip\"}",
                        "artifactsAvailable: {url: \"ftp://files.example.com/{name}\"}",
                        "artifactsAvailable: {url: \"https://files.example.com/a b\"}",
                        "artifactsAvailable: {url: \"{name}{sourceUrl}\"}",
                        "http: {url: checks.example.com}",
                        "http: {url: \"https:///may-deploy\"}",
                        "http: {}")
                .are(
                        "test.yaml:4:40: environments.prod.gates[1].artifactsAvailable.registry: 'registry.example.com' is no http or https URL; valid is for example https://registry.example.com",
                        "test.yaml:5:37: environments.prod.gates[2].artifactsAvailable.maven: 'file:///repo' is no http or https URL; valid is for example https://registry.example.com",
                        "test.yaml:6:35: environments.prod.gates[3].artifactsAvailable.url: 'files/{name}.zip' is no http or https URL; valid is for example https://files.example.com/{name}-{version}.zip",
                        "test.yaml:7:35: environments.prod.gates[4].artifactsAvailable.url: 'ftp://files.example.com/{name}' is no http or https URL; valid is for example https://files.example.com/{name}-{version}.zip",
                        "test.yaml:8:35: environments.prod.gates[5].artifactsAvailable.url: 'https://files.example.com/a b' is no http or https URL; valid is for example https://files.example.com/{name}-{version}.zip",
                        "test.yaml:9:35: environments.prod.gates[6].artifactsAvailable.url: '{name}{sourceUrl}' is no http or https URL; valid is for example https://files.example.com/{name}-{version}.zip",
                        "test.yaml:10:21: environments.prod.gates[7].http.url: 'checks.example.com' is no http or https URL; valid is for example https://hooks.example.com/x",
                        "test.yaml:11:21: environments.prod.gates[8].http.url: 'https:///may-deploy' is no http or https URL; valid is for example https://hooks.example.com/x",
                        "test.yaml:12:9: environments.prod.gates[9].http: the key 'url' is missing: where the plan is posted, http or https");
    }

    @Test
    public void shouldRefusePasswordsInUrls() {
        String told =
                "the URL of a.example.com has a user name or password, which everybody who sees the configuration would read; leave it out";
        in(
                        "artifactsAvailable: {registry: \"https://ann:pw@a.example.com\"}",
                        "artifactsAvailable: {maven: \"https://ann@a.example.com/repo\"}",
                        "artifactsAvailable: {url: \"https://ann:pw@a.example.com/{name}\"}",
                        "http: {url: \"https://ann:pw@a.example.com/check\"}")
                .are(
                        "test.yaml:4:40: environments.prod.gates[1].artifactsAvailable.registry: " + told,
                        "test.yaml:5:37: environments.prod.gates[2].artifactsAvailable.maven: " + told,
                        "test.yaml:6:35: environments.prod.gates[3].artifactsAvailable.url: " + told,
                        "test.yaml:7:21: environments.prod.gates[4].http.url: " + told);
    }

    @Test
    public void shouldRefuseBeginningsOfUrlsThatEndTooSoon() {
        in(
                        "artifactsAvailable: {registry: \"https://a.example.com/?x=\"}",
                        "artifactsAvailable: {maven: \"https://a.example.com/#\"}")
                .are(
                        "test.yaml:4:40: environments.prod.gates[1].artifactsAvailable.registry: 'https://a.example.com/?x=' has a '?' or '#', after which no path can follow; valid is for example https://registry.example.com",
                        "test.yaml:5:37: environments.prod.gates[2].artifactsAvailable.maven: 'https://a.example.com/#' has a '?' or '#', after which no path can follow; valid is for example https://registry.example.com");
    }

    @Test
    public void shouldRefuseNamesThatAreNone() {
        in(
                        "artifactsAvailable: {maven: \"https://a.example.com\", extension: \"../x\", classifier: \"\"}",
                        "artifactsAvailable: {maven: \"https://a.example.com\", credentials: \" \", clasifier: all}",
                        "http: {url: \"https://a.example.com\", secret: \"\", credentials: [a], timeout: 5s}")
                .are(
                        "test.yaml:4:73: environments.prod.gates[1].artifactsAvailable.extension: the name of the extension '../x' has a path separator '/' at position 3; use letters, digits, '.', '-' and '_'",
                        "test.yaml:4:93: environments.prod.gates[1].artifactsAvailable.classifier: the name of the classifier is empty; give it at least one character",
                        "test.yaml:5:75: environments.prod.gates[2].artifactsAvailable.credentials: is empty; it must be the id of credentials",
                        "test.yaml:5:80: environments.prod.gates[2].artifactsAvailable: unknown key 'clasifier'; did you mean 'classifier'? Valid keys are registry, repository, tag, maven, extension, classifier, url, credentials, images",
                        "test.yaml:6:54: environments.prod.gates[3].http.secret: is empty; it must be the name of a secret",
                        "test.yaml:6:71: environments.prod.gates[3].http.credentials: must be the id of credentials, but is a list",
                        "test.yaml:6:76: environments.prod.gates[3].http: unknown key 'timeout'; valid keys are url, secret, credentials");
    }

    @Test
    public void shouldTakeWhatIsRight() {
        assertThat(read("artifactsAvailable: {registry: \"https://a.example.com:5000/\"}"))
                .isEqualTo(new ArtifactsAvailable(
                        "https://a.example.com:5000/", "{group}/{name}", "{version}", null, "jar", "", null, null));
        assertThat(read("artifactsAvailable: {url: \"{sourceUrl}\"}"))
                .isEqualTo(new ArtifactsAvailable(
                        null, "{group}/{name}", "{version}", null, "jar", "", "{sourceUrl}", null));
        assertThat(read("artifactsAvailable: {url: \"https://{name}.example.com/?v={version}\", credentials: files}"))
                .isEqualTo(new ArtifactsAvailable(
                        null,
                        "{group}/{name}",
                        "{version}",
                        null,
                        "jar",
                        "",
                        "https://{name}.example.com/?v={version}",
                        "files"));
        assertThat(read("http: {url: \"http://127.0.0.1:8080/?a=b\", secret: s, credentials: c}"))
                .isEqualTo(new Http("http://127.0.0.1:8080/?a=b", "s", "c"));
    }
}
