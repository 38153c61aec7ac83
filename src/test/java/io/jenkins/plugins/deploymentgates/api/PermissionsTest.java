package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

/** Who may do what: every operation for people who have exactly one permission, or none. */
public class PermissionsTest extends InApiWorld {
    private static final Set<String> SHOP = Set.of("shop");

    private final Samples samples = new Samples();

    @Before
    public void haveAWaitingPromotion() {
        world.artifact("com.acme:shop-api", "9.0");
        world.world().carry("1.0", "qa");
        world.world().promote("prod");
        world.nextConfiguration(ApiWorld.YAML);
        world.dead("letter");
    }

    private static List<TestCaller> people() {
        List<TestCaller> people = new ArrayList<>();
        people.add(TestCaller.GUEST);
        for (Permission permission : Permission.values()) {
            people.add(TestCaller.of(
                    permission.name().toLowerCase(Locale.ROOT) + "er", "people", SHOP, EnumSet.of(permission)));
        }
        people.add(
                new TestCaller(Actor.person("administrator", Set.of()), SHOP, EnumSet.noneOf(Permission.class), true));
        return people;
    }

    private static boolean has(TestCaller caller, Need need) {
        return switch (need) {
            case NOTHING, IDENTITY -> true;
            case ADMINISTER -> caller.administers();
            case RECORD, PROMOTE, APPROVE, HOLD -> caller.permissions().contains(Permission.valueOf(need.name()));
        };
    }

    private static String forbidden(TestCaller caller, Need need) {
        String word = need.name().toLowerCase(Locale.ROOT);
        boolean application = need != Need.ADMINISTER && need != Need.HOLD;
        return caller.actor().name() + " may not " + word + (application ? " with shop" : "");
    }

    @Test
    public void shouldRefuseEveryForbiddenPairAndNothingElse() {
        int pairs = 0;
        for (Route route : world.api().routes()) {
            for (TestCaller caller : people()) {
                long head = world.world().head();
                if (has(caller, route.need())) {
                    continue;
                }
                Samples.call(world, samples.of(route))
                        .as(caller)
                        .send()
                        .isProblem(Problem.NOT_ALLOWED, forbidden(caller, route.need()));
                assertThat(world.world().head()).as(route.template()).isEqualTo(head);
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(6 * 25);
    }

    @Test
    public void shouldLetThroughEveryPairThatIsAllowed() {
        for (Route route : world.api().routes()) {
            for (TestCaller caller : people()) {
                if (has(caller, route.need())) {
                    assertThat(Samples.call(world, samples.of(route))
                                    .as(caller)
                                    .send()
                                    .status())
                            .as(caller.actor().name() + " " + route.method() + " " + route.template())
                            .isIn(route.template().endsWith("/signed") ? List.of(401) : List.of(200, 201, 409, 422));
                }
            }
        }
    }

    @Test
    public void shouldNeedAPermissionForEveryOperationThatWrites() {
        assertThat(world.api().routes())
                .filteredOn(route -> !route.method().equals("GET"))
                .filteredOn(route -> route.need() == Need.IDENTITY || route.need() == Need.NOTHING)
                .extracting(Route::template)
                // Whoever signs a webhook of Jira need not say who they are.
                .containsExactly("/v1/explain", "/v1/jira/{application}/signed");
    }

    @Test
    public void shouldBeOpenToAnybodyOnlyForProbesAndTheDescription() {
        assertThat(world.api().routes())
                .filteredOn(route -> world.api().isOpen(route.method(), route.template()))
                .extracting(Route::template)
                .containsExactly("/health", "/ready", "/openapi.json", "/v1/jira/{application}/signed");
        assertThat(world.api().isOpen("HEAD", "/health")).isTrue();
        assertThat(world.api().isOpen("POST", "/health")).isFalse();
        assertThat(world.api().isOpen("GET", "/nothing")).isFalse();
    }

    @Test
    public void shouldNeedThePermissionToOverride() {
        String body = "{'application': 'shop', 'to': 'prod', 'override': 'it burns'}";
        world.post("/v1/promotions", body).send().isProblem(Problem.NOT_ALLOWED, "ann may not override with shop");
        TestCaller both = TestCaller.of("dan", "developers", SHOP, EnumSet.of(Permission.PROMOTE, Permission.OVERRIDE));
        world.post("/v1/promotions", body)
                .as(both)
                .send()
                .isProblem(Problem.NOT_ALLOWED, "dan may not override: permissions.override allows release-managers");
    }
}
