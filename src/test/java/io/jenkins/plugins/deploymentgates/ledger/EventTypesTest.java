package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.EventTypes;
import java.util.TreeSet;
import org.junit.Test;

/** The words a configuration may write for events, held against the events there are. */
public class EventTypesTest extends OpenLedger {
    @Test
    public void shouldNameWhateverCanHappen() {
        Histories.appendAll(ledger);
        TreeSet<String> happened = new TreeSet<>();
        all(view -> view.events(0, Histories.EVENTS))
                .forEach(event -> happened.add(event.event().type()));

        assertThat(happened).hasSizeGreaterThan(20);
        assertThat(EventTypes.types()).containsAll(happened);
    }

    @Test
    public void shouldHaveAWordForAllThatHappensToASubject() {
        assertThat(EventTypes.words())
                .contains("deployment.*", "deployment.failed")
                .isSorted();
        assertThat(EventTypes.matches("deployment.*", "deployment.failed")).isTrue();
        assertThat(EventTypes.matches("deployment.failed", "deployment.failed")).isTrue();
        assertThat(EventTypes.matches("deployment.*", "promotion.failed")).isFalse();
        assertThat(EventTypes.matches("deployment.failed", "promotion.failed")).isFalse();
    }
}
