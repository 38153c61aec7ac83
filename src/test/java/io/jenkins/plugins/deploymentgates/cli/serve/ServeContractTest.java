package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.Api;
import io.jenkins.plugins.deploymentgates.api.HttpContract;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** The server keeps to what every host of the API keeps to. */
public class ServeContractTest extends HttpContract {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<Person, String> tokens = new EnumMap<>(Person.class);
    private Served served;

    @Override
    protected void begin() throws Exception {
        served = new Served(folder.getRoot().toPath(), YAML);
        for (Person person : Person.values()) {
            String token = person == Person.STRANGER
                    ? served.token(person.login(), List.of(Role.RECORDER, Role.PROMOTER), List.of("vault"), null)
                    : served.token(person.login(), Role.valueOf(person.name()));
            tokens.put(person, token);
        }
        served.start(Served.MANY);
    }

    @Override
    protected void carry() {
        served.world.carry("1.0", "qa");
        served.world.promote("prod");
    }

    @After
    public void end() {
        served.close();
    }

    @Override
    protected URI root() {
        return URI.create(served.address() + "/api");
    }

    @Override
    protected void sign(HttpRequest.Builder request, Person person) {
        request.header("Authorization", "Bearer " + tokens.get(person));
    }

    @Override
    protected Api api() {
        return new Api(served.host);
    }
}
