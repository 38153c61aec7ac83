package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The questions about what builds did. */
final class BuildQuestions {
    private static final String LINKS = "SELECT " + Rows.BUILD_LINK + " FROM build_link WHERE ";

    private final Sql sql;

    BuildQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#buildsOfDeployment}. */
    List<BuildLink> ofDeployment(long deployment) {
        return sql.list(LINKS + "deployment = ? ORDER BY sequence", Rows::buildLink, deployment);
    }

    /** See {@link LedgerView#buildsOfCurrent}. */
    Map<Long, List<BuildLink>> ofCurrent(@CheckForNull String application) {
        List<BuildLink> found = application == null
                ? sql.list(
                        LINKS + "deployment IN (SELECT " + Rows.NEWEST_OF_CELL + " FROM cell c) ORDER BY sequence",
                        Rows::buildLink)
                : sql.list(
                        LINKS + "deployment IN (SELECT " + Rows.NEWEST_OF_CELL + " FROM cell c WHERE c.application = ?)"
                                + " ORDER BY sequence",
                        Rows::buildLink,
                        application);
        return found.stream().collect(Collectors.groupingBy(BuildLink::deployment));
    }

    /** See {@link LedgerView#buildsOfPromotion}. */
    List<BuildLink> ofPromotion(long promotion) {
        return sql.list(LINKS + "promotion = ? ORDER BY sequence", Rows::buildLink, promotion);
    }

    /** See {@link LedgerView#buildsOfJob}. */
    List<BuildLink> ofJob(String job, long beforeSequence, int limit) {
        return sql.list(
                LINKS + "job = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?",
                Rows::buildLink,
                job,
                beforeSequence,
                limit);
    }

    /** See {@link LedgerView#build}. */
    List<BuildLink> build(String job, int number) {
        return sql.list(LINKS + "job = ? AND number = ? AND gone = 0 ORDER BY sequence", Rows::buildLink, job, number);
    }

    /** See {@link LedgerView#buildsNamed}. */
    List<BuildLink> named(String job, int number) {
        return sql.list(LINKS + "job = ? AND number = ? ORDER BY sequence", Rows::buildLink, job, number);
    }

    /** See {@link LedgerView#jobsByApplication}. */
    Map<String, Set<String>> jobsByApplication() {
        Map<String, Set<String>> jobs = new TreeMap<>();
        sql.list("SELECT application, job FROM application_job ORDER BY application, job", row -> jobs.computeIfAbsent(
                        row.getString(1), application -> new TreeSet<>())
                .add(row.getString(2)));
        return jobs;
    }
}
