package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * What differs between two texts, as {@code git diff} shows it, with an upper limit to its size. Immutable.
 *
 * @param hunks in order
 * @param cut whether there is more than is told, or a line is longer than is told
 * @param untold why there are no hunks although something differs; {@code null} when they are told
 */
public record TextDifference(List<Hunk> hunks, boolean cut, @CheckForNull String untold) {
    /** Larger files are hardly written by people. */
    static final int MAX_BYTES = 512 * 1024;

    private static final int MAX_LINES = 2000;
    private static final int MAX_LINE = 1000;
    private static final int CONTEXT = 3;

    public TextDifference {
        hunks = List.copyOf(hunks);
    }

    /**
     * Lines that stand together.
     *
     * @param left the first of them on the left, counted from 1
     * @param right the first of them on the right, counted from 1
     * @param lines each begins with a space for both sides, {@code -} for the left one, {@code +} for the right one
     */
    public record Hunk(int left, int right, List<String> lines) {
        public Hunk {
            lines = List.copyOf(lines);
        }
    }

    /** Nothing is told, for this reason. */
    public static TextDifference untold(String reason) {
        return new TextDifference(List.of(), false, reason);
    }

    static TextDifference of(byte[] left, byte[] right) {
        if (RawText.isBinary(left) || RawText.isBinary(right)) {
            return untold("it is no text");
        }
        if (left.length > MAX_BYTES || right.length > MAX_BYTES) {
            return untold("it is larger than " + MAX_BYTES + " bytes");
        }
        RawText a = new RawText(left);
        RawText b = new RawText(right);
        return new Writing(a, b).write(new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b));
    }

    /** Puts edits that are near each other together, with some lines around. */
    private static final class Writing {
        private final RawText a;
        private final RawText b;
        private final List<Hunk> hunks = new ArrayList<>();
        private int count;
        private boolean cut;

        private Writing(RawText a, RawText b) {
            this.a = a;
            this.b = b;
        }

        private TextDifference write(List<Edit> edits) {
            int next = 0;
            while (next < edits.size() && count < MAX_LINES) {
                int end = next + 1;
                while (end < edits.size()
                        && edits.get(end).getBeginA() - edits.get(end - 1).getEndA() <= 2 * CONTEXT) {
                    end++;
                }
                hunk(edits.subList(next, end));
                next = end;
            }
            return new TextDifference(hunks, cut || next < edits.size(), null);
        }

        private void hunk(List<Edit> edits) {
            Edit first = edits.get(0);
            Edit last = edits.get(edits.size() - 1);
            int at = Math.max(0, first.getBeginA() - CONTEXT);
            int left = at;
            int right = first.getBeginB() - (first.getBeginA() - at);
            List<String> lines = new ArrayList<>();
            for (Edit edit : edits) {
                add(lines, ' ', a, at, edit.getBeginA());
                add(lines, '-', a, edit.getBeginA(), edit.getEndA());
                add(lines, '+', b, edit.getBeginB(), edit.getEndB());
                at = edit.getEndA();
            }
            add(lines, ' ', a, at, Math.min(a.size(), last.getEndA() + CONTEXT));
            hunks.add(new Hunk(left + 1, right + 1, lines));
        }

        private void add(List<String> lines, char sign, RawText text, int from, int to) {
            for (int i = from; i < to; i++) {
                if (count == MAX_LINES) {
                    cut = true;
                    return;
                }
                count++;
                String line = text.getString(i);
                if (line.length() > MAX_LINE) {
                    cut = true;
                    line = line.substring(0, MAX_LINE);
                }
                lines.add(sign + line);
            }
        }
    }
}
