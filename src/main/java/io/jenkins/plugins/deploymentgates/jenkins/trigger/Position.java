package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.XmlFile;
import hudson.model.Job;
import io.jenkins.plugins.deploymentgates.jenkins.NotReadyException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a job is with the events, in a file of the job's folder, where it moves and goes with the job. What is written is
 * durable before a build is asked for. Used by one thread at a time.
 */
final class Position {
    private static final String NAME = "deployment-events.xml";

    /** So many events are looked at again after a restart at most; none of them was for the job. */
    private static final int SELDOM = 1000;

    private transient XmlFile file;
    private transient long written;

    private long after;

    /** When the job stopped listening, in milliseconds since 1970; 0 while it does listen. */
    private long leftMillis;

    /** Events the job was to be started for whose builds have not begun. */
    private final ArrayList<Long> begun = new ArrayList<>();

    private Position(XmlFile file) {
        this.file = file;
    }

    private static XmlFile file(Job<?, ?> job) {
        return new XmlFile(new File(job.getRootDir(), NAME));
    }

    /** What was kept; {@code null} when the job has none. */
    @CheckForNull
    static Position read(Job<?, ?> job) {
        XmlFile file = file(job);
        if (!file.exists()) {
            return null;
        }
        try {
            Position position = (Position) file.read();
            position.file = file;
            position.written = position.after;
            return position;
        } catch (IOException e) {
            throw new NotReadyException(
                    "how far job " + job.getFullName() + " is with events cannot be read: " + e.getMessage(), e);
        }
    }

    /** A new one behind an event, kept. */
    static Position at(Job<?, ?> job, long sequence) {
        Position position = new Position(file(job));
        position.after = sequence;
        position.save();
        return position;
    }

    /** The job stops listening, perhaps to begin again at once with other settings. */
    void leave(Instant now) {
        leftMillis = now.toEpochMilli();
        save();
    }

    /**
     * The job listens again.
     *
     * @return whether it goes on from here: it never stopped, or stopped for no longer than this
     */
    boolean comeBack(Instant now, Duration pause) {
        if (leftMillis == 0) {
            return true;
        }
        boolean soon = now.toEpochMilli() - leftMillis < pause.toMillis();
        leftMillis = 0;
        save();
        return soon;
    }

    /** The last event that was looked at. */
    long after() {
        return after;
    }

    /** Events whose builds have not begun. */
    List<Long> pending() {
        return List.copyOf(begun);
    }

    /** The event is not for the job. */
    void pass(long sequence) {
        after = sequence;
        if (after - written >= SELDOM) {
            save();
        }
    }

    /** The event would have been for the job but for how things stand now. */
    void skip(long sequence) {
        after = sequence;
        save();
    }

    /** The job is about to be started for the event. */
    void take(long sequence) {
        after = sequence;
        begun.add(sequence);
        save();
    }

    /** The build for the event has begun, or will not; whether that is news. */
    boolean settle(long sequence) {
        boolean known = begun.remove(Long.valueOf(sequence));
        if (known) {
            save();
        }
        return known;
    }

    /** @throws NotReadyException when it cannot be kept: then nothing may be started */
    void save() {
        try {
            file.write(this);
            written = after;
        } catch (IOException e) {
            throw new NotReadyException(
                    "how far a job is with events cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }
}
