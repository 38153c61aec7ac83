package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest.Component;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** How components are written on the command line. */
public class FilesCommandTest {
    @Test
    public void shouldReadComponents() {
        assertThat(FilesVerb.components(List.of(
                        "core=1.4.2,source=https://git.example.com/a,b.git",
                        "api=2.1",
                        "@acme/web=3,type=forge",
                        "mail=,type=npm")))
                .isEqualTo(Map.of(
                        "core", new Component("1.4.2", null, "https://git.example.com/a,b.git"),
                        "api", new Component("2.1", null, null),
                        "@acme/web", new Component("3", "forge", null),
                        "mail", new Component(null, "npm", null)));
    }

    @Test
    public void shouldRefuseWhatIsNoComponent() {
        assertThatThrownBy(() -> FilesVerb.components(List.of("2.1")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'2.1' is not of the form NAME=VERSION[,type=TYPE][,source=URL], such as shop-api=1.4.2 or"
                        + " shop-api=1.4.2,type=forge");
        assertThatThrownBy(() -> FilesVerb.components(List.of("api=2.1,typ=forge")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'api=2.1,typ=forge' is not of the form NAME=VERSION[,type=TYPE][,source=URL], such as"
                        + " shop-api=1.4.2 or shop-api=1.4.2,type=forge");
        assertThatThrownBy(() -> FilesVerb.components(List.of("api=1", "api=2")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'api' is set twice; name it once, with all that it gets");
    }
}
