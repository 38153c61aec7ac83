package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.credentials.CredentialsUses;
import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import java.util.List;
import java.util.Map;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Where the ledger is, with credentials of Jenkins' own store. */
public class LedgerPlaceTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Test
    public void shouldTrackTheUseOfTheDatabasesCredentialsWithTheController() throws Exception {
        UsernamePasswordCredentialsImpl login = new UsernamePasswordCredentialsImpl(
                CredentialsScope.SYSTEM, "deployments-db", "Deployments", "deployments", "some-password");
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(Map.of(Domain.global(), List.of(login)));
        LedgerPlace place = LedgerPlace.of("jdbc:postgresql://127.0.0.1:1/deployments", "deployments-db");
        try (CredentialsUses uses = CredentialsUses.listen()) {
            // Nobody is there; a use is a use whether it succeeds or not.
            assertThatThrownBy(place::open).isInstanceOf(LedgerException.class);

            assertThat(uses.byNode()).containsExactly(entry("deployments-db", JENKINS.jenkins));
        }
    }
}
