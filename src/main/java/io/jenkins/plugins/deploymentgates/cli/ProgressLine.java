package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.Progress;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** One line on standard error that says what is going on; only on a terminal, and gone before a result is printed. */
final class ProgressLine implements Progress {
    private static final Map<Step, String> WORDS = new EnumMap<>(Map.of(
            Step.LOOKING, "asking Git",
            Step.DECIDED, "all gates passed",
            Step.INTENDED, "pushing",
            Step.PUSHED, "recording the outcome",
            Step.RECORDED, "done"));

    private static final int EVERY = 10_000;

    private final Host host;
    private boolean shown;

    ProgressLine(Host host) {
        this.host = host;
    }

    @Override
    public void at(Step step) {
        say(WORDS.get(step));
    }

    void say(String text) {
        if (host.terminal()) {
            clear();
            host.err().print(Screen.cut(text + "…", 78));
            host.err().flush();
            shown = true;
        }
    }

    /** Tells every some thousand how many are done. */
    LongConsumer counting(String activity) {
        return done -> {
            if (done % EVERY == 0) {
                say(activity + ": " + done + " events");
            }
        };
    }

    void clear() {
        if (shown) {
            host.err().print("\r" + " ".repeat(78) + "\r");
            host.err().flush();
            shown = false;
        }
    }
}
