package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Ann asks for every promotion; two of the managers, or max, have to agree. */
public class MissingVotesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Configuration configuration = new ConfigurationReader()
            .parse(
                    "configuration",
                    """
            applications: {shop: {pipeline: {qa: {}, prod: {after: [qa]}}}}
            environments: {prod: {gates: [{approvals: {count: 2, from: [managers, max, ann]}}]}}
            """);

    private static Promotion promotion(
            String to, PromotionKind kind, PromotionStatus status, @CheckForNull String override) {
        return new Promotion(
                7,
                "shop",
                List.of("qa"),
                to,
                "f",
                "1.0",
                null,
                kind,
                status,
                override,
                "ann",
                NOW,
                "",
                null,
                null,
                null,
                null);
    }

    private static Approval vote(String by, boolean approved, String... groups) {
        return new Approval(7, by, Set.copyOf(Arrays.asList(groups)), approved, "", NOW);
    }

    private boolean includes(Promotion promotion, Actor person, Approval... votes) {
        return MissingVotes.includes(configuration, promotion, List.of(votes), person);
    }

    @Test
    public void shouldNameThoseWhoseYesCounts() {
        Promotion waiting = promotion("prod", PromotionKind.FORWARD, PromotionStatus.WAITING, null);

        assertThat(includes(waiting, Actor.person("rita", Set.of("managers")))).isTrue();
        assertThat(includes(waiting, Actor.person("max", Set.of()))).isTrue();
        assertThat(includes(waiting, Actor.person("eve", Set.of("interns")))).isFalse();
        assertThat(includes(waiting, Actor.person("ann", Set.of("managers"))))
                .as("asked for it")
                .isFalse();
    }

    @Test
    public void shouldSayByWhichNameAYesCountsAndHowManyThereAre() {
        Promotion waiting = promotion("prod", PromotionKind.FORWARD, PromotionStatus.WAITING, null);

        assertThat(MissingVotes.of(
                        configuration,
                        waiting,
                        List.of(vote("max", true), vote("eve", true, "interns")),
                        Actor.person("rita", Set.of("managers", "interns"))))
                .contains(new MissingVotes.Missing(7, List.of("managers"), 1, 2));
    }

    @Test
    public void shouldNameNobodyTwiceAndNobodyOnceThereAreEnough() {
        Promotion waiting = promotion("prod", PromotionKind.FORWARD, PromotionStatus.WAITING, null);
        Actor rita = Actor.person("rita", Set.of("managers"));

        assertThat(includes(waiting, rita, vote("rita", true, "managers"))).isFalse();
        assertThat(includes(waiting, rita, vote("max", true), vote("eve", true, "interns")))
                .as("eve's vote does not count")
                .isTrue();
        assertThat(includes(waiting, rita, vote("max", true), vote("rob", true, "managers")))
                .isFalse();
    }

    @Test
    public void shouldNameNobodyWhereNoVoteIsNeeded() {
        Actor max = Actor.person("max", Set.of());

        assertThat(includes(promotion("qa", PromotionKind.FORWARD, PromotionStatus.WAITING, null), max))
                .isFalse();
        assertThat(includes(promotion("prod", PromotionKind.ROLLBACK, PromotionStatus.WAITING, null), max))
                .isFalse();
        assertThat(includes(promotion("prod", PromotionKind.FORWARD, PromotionStatus.WAITING, "urgent"), max))
                .isFalse();
        assertThat(includes(promotion("prod", PromotionKind.FORWARD, PromotionStatus.REFUSED, null), max))
                .isFalse();
    }
}
