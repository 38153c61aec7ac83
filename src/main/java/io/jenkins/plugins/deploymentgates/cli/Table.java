package io.jenkins.plugins.deploymentgates.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table for people: columns as wide as their widest cell, two blanks apart; the widest is cut when a line is too long. */
final class Table {
    private static final int LEAST = 8;
    private static final String GAP = "  ";

    private final List<String> heads;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * A cell.
     *
     * @param paint colours the text once it has its width
     */
    record Cell(String text, UnaryOperator<String> paint) {
        static Cell of(String text) {
            return new Cell(Screen.oneLine(text), UnaryOperator.identity());
        }

        static Cell of(String text, UnaryOperator<String> paint) {
            return new Cell(Screen.oneLine(text), paint);
        }
    }

    Table(String... heads) {
        this.heads = List.of(heads);
    }

    void row(String... cells) {
        row(Arrays.stream(cells).map(Cell::of).toList());
    }

    void row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
    }

    /**
     * Prints the table.
     *
     * @param width columns of the window; 0 for no limit
     * @param indent stands before each line
     */
    void print(PrintWriter out, Screen screen, int width, String indent) {
        int[] widths = new int[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Screen.width(heads.get(i));
            for (List<Cell> row : rows) {
                widths[i] = Math.max(widths[i], Screen.width(row.get(i).text()));
            }
        }
        shrink(widths, width - indent.length());
        line(
                out,
                indent,
                heads.stream().map(head -> Cell.of(head, screen::faint)).toList(),
                widths);
        rows.forEach(row -> line(out, indent, row, widths));
    }

    private static void shrink(int[] widths, int available) {
        if (available <= 0) {
            return;
        }
        int total = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
        while (total > available) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }

    private static void line(PrintWriter out, String indent, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        int pending = 0;
        for (int i = 0; i < widths.length; i++) {
            String text = Screen.cut(cells.get(i).text(), widths[i]);
            if (!text.isEmpty()) {
                line.append(" ".repeat(pending)).append(cells.get(i).paint().apply(text));
                pending = 0;
            }
            pending += widths[i] - Screen.width(text) + GAP.length();
        }
        out.println(line);
    }
}
