package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares the derived tables of a ledger with those its events give, row by row, holding one row of each. */
final class TableComparison {
    /** The columns that tell rows apart, in the order of comparison. */
    private static final Map<String, List<String>> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("application_job", List.of("application", "job")),
            Map.entry("build_link", List.of("sequence")),
            Map.entry("approval", List.of("promotion", "actor")),
            Map.entry("cell", List.of("application", "environment")),
            Map.entry("configuration", List.of("checksum")),
            Map.entry("artifact", List.of("id")),
            Map.entry("deployment", List.of("id")),
            Map.entry("flow", List.of("id")),
            Map.entry(
                    "evidence",
                    List.of("application", "environment", "module_group", "module_name", "version", "deployment")),
            Map.entry("failure_answer", List.of("deployment")),
            Map.entry("hold", List.of("environment")),
            Map.entry("hotfix", List.of("sequence")),
            Map.entry("drift", List.of("application", "environment")),
            Map.entry("past_hold", List.of("sequence")),
            Map.entry("line_left", List.of("application", "environment")),
            Map.entry("promotion", List.of("id")),
            Map.entry("push_intent", List.of("id")),
            Map.entry("release", List.of("fingerprint")),
            Map.entry("release_artifact", List.of("fingerprint", "module_group", "module_name")),
            Map.entry("verification", List.of("id"))));

    private final String table;
    private final int keys;
    private final List<String> findings;

    private TableComparison(String table, int keys, List<String> findings) {
        this.table = table;
        this.keys = keys;
        this.findings = findings;
    }

    /** Every difference in words: which row of which table, and what should be there. */
    static List<String> compare(Sql ledger, Sql rebuilt) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : KEYS.entrySet()) {
            String columns = String.join(", ", entry.getValue());
            // The key first, so that rows are compared and named by their first columns.
            String query = "SELECT " + columns + ", t.* FROM " + entry.getKey() + " t ORDER BY " + columns;
            try (PreparedStatement left = ledger.prepare(query);
                    PreparedStatement right = rebuilt.prepare(query);
                    ResultSet is = left.executeQuery();
                    ResultSet should = right.executeQuery()) {
                new TableComparison(entry.getKey(), entry.getValue().size(), findings).compareRows(is, should);
            }
        }
        return findings;
    }

    private void compareRows(ResultSet is, ResultSet should) throws SQLException {
        boolean more = is.next();
        boolean expected = should.next();
        while (more || expected) {
            int order = !more ? 1 : !expected ? -1 : compareKeys(is, should);
            if (order < 0) {
                findings.add(name(is) + " is not what the events give: there should be none; run rebuild");
                more = is.next();
            } else if (order > 0) {
                findings.add(name(should) + " is missing; run rebuild");
                expected = should.next();
            } else {
                compareColumns(is, should);
                more = is.next();
                expected = should.next();
            }
        }
    }

    private int compareKeys(ResultSet is, ResultSet should) throws SQLException {
        for (int column = 1; column <= keys; column++) {
            Object left = is.getObject(column);
            Object right = should.getObject(column);
            int order = left instanceof Number a && right instanceof Number b
                    ? Long.compare(a.longValue(), b.longValue())
                    : Arrays.compareUnsigned(utf8(left), utf8(right));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The order databases sort text in, which is not Java's. */
    private static byte[] utf8(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void compareColumns(ResultSet is, ResultSet should) throws SQLException {
        ResultSetMetaData columns = is.getMetaData();
        for (int column = keys + 1; column <= columns.getColumnCount(); column++) {
            String left = is.getString(column);
            String right = should.getString(column);
            if (!Objects.equals(left, right)) {
                findings.add(name(is) + " has the " + columns.getColumnName(column) + " " + quoted(left)
                        + ", the events give " + quoted(right) + "; run rebuild");
            }
        }
    }

    private static String quoted(@CheckForNull String value) {
        return value == null ? "none" : "'" + value + "'";
    }

    private String name(ResultSet row) throws SQLException {
        List<String> key = new ArrayList<>();
        for (int column = 1; column <= keys; column++) {
            key.add(row.getString(column));
        }
        return "the row " + String.join(", ", key) + " of the table " + table;
    }
}
