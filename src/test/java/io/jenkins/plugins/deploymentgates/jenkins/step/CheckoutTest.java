package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** Which of the repositories a build checked out is the application's. */
public class CheckoutTest {
    private static final String MINE = "1111111111111111111111111111111111111111";
    private static final String OTHER = "2222222222222222222222222222222222222222";

    private static Checkout.Repository at(String remote, String commit) {
        return new Checkout.Repository(List.of(remote), commit);
    }

    @Test
    public void shouldFindTheApplicationsRepositoryUnderAnyOfItsAddresses() {
        String repository = "https://git.example.com/acme/deploy.git";
        for (String address : List.of(
                "https://git.example.com/acme/deploy.git",
                "https://token@Git.Example.com/acme/deploy",
                "ssh://git@git.example.com:7999/acme/deploy.git",
                "git@git.example.com:acme/deploy.git/")) {
            assertThat(Checkout.choose(
                            List.of(at(address, MINE), at("https://git.example.com/acme/lib", OTHER)), repository))
                    .as(address)
                    .contains(new Checkout(MINE, true));
        }
        assertThat(Checkout.choose(List.of(at("file:///srv/git/deploy.git", MINE)), "/srv/git/deploy.git"))
                .contains(new Checkout(MINE, true));
    }

    @Test
    public void shouldTakeTheNewestOfSeveralCheckoutsOfIt() {
        String repository = "/srv/git/deploy.git";
        assertThat(Checkout.choose(List.of(at(repository, OTHER), at(repository, MINE)), repository))
                .contains(new Checkout(MINE, true));
    }

    @Test
    public void shouldTakeTheOnlyOneWithoutBeingCertain() {
        assertThat(Checkout.choose(List.of(at("/srv/git/source.git", MINE)), "/srv/git/deploy.git"))
                .contains(new Checkout(MINE, false));
        assertThat(Checkout.choose(List.of(at("/srv/git/source.git", MINE)), null))
                .contains(new Checkout(MINE, false));
    }

    @Test
    public void shouldTakeNoneOfSeveralOthers() {
        assertThat(Checkout.choose(
                        List.of(at("/srv/git/source.git", MINE), at("/srv/git/lib.git", OTHER)), "/srv/git/deploy.git"))
                .isEmpty();
        assertThat(Checkout.choose(List.of(), "/srv/git/deploy.git")).isEmpty();
    }
}
