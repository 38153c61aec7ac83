package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.api.Json;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What all commands share. {@link #call} returns the exit code. */
abstract class Verb implements Callable<Integer> {
    private final Session session;

    Verb(Session session) {
        this.session = session;
    }

    /** What a command works on. */
    enum Reach {
        /** The ledger at hand, or a server. */
        LEDGER_OR_SERVER,
        /** The ledger at hand. */
        LEDGER,
        /** Neither. */
        NEITHER
    }

    /** What this command works on. */
    Reach reach() {
        return Reach.LEDGER_OR_SERVER;
    }

    @Override
    public abstract Integer call() throws InterruptedException;

    final Session session() {
        return session;
    }

    /** Where results go; takes the progress line away first. */
    final PrintWriter out() {
        session.progress().clear();
        return session.host().out();
    }

    /** Shows a result: as JSON if that was asked for, else as text. */
    final int show(Object result, Consumer<Show> text, int exitCode) {
        if (session.json()) {
            out().println(Json.pretty(result));
        } else {
            text.accept(new Show(
                    out(),
                    session.screen(),
                    session.width(),
                    session.host().clock().instant()));
        }
        return exitCode;
    }

    static List<Artifact> artifacts(List<String> texts) {
        return texts.stream().map(Artifact::parse).toList();
    }
}
