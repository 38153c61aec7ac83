package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.insight.BuildTrace;
import io.jenkins.plugins.deploymentgates.insight.CommitTrace;
import io.jenkins.plugins.deploymentgates.insight.GitAnswers;
import io.jenkins.plugins.deploymentgates.insight.Report;
import io.jenkins.plugins.deploymentgates.insight.ReportSource;
import io.jenkins.plugins.deploymentgates.insight.TicketTrace;

/** What {@code report} has done for it; see {@link Deeds}. */
interface TraceDeeds {
    Report report(String application, String environment, String version);

    CommitTrace commit(String application, String commit);

    TicketTrace ticket(String application, String ticket);

    /** @param build job and number, such as {@code deploy/shop#12} */
    BuildTrace build(String application, String build);

    /** By the ledger at hand. */
    record Here(Session session) implements TraceDeeds {
        @Override
        public Report report(String application, String environment, String version) {
            ReportSource source = session.read(
                    view -> Report.source(view, session.configuration(), application, environment, version));
            return Report.of(
                    session.configuration(),
                    source,
                    source.hasCommits()
                            ? new GitAnswers(session::repository)
                                    .changes(
                                            source.application(),
                                            session.lookingEngine().commitPullRequests())
                            : null,
                    (before, after) -> session.lookingEngine().comparisons().brought(application, before, after));
        }

        @Override
        public CommitTrace commit(String application, String commit) {
            CommitTrace.Source source = source(application);
            return CommitTrace.of(session.configuration(), source, commit, git(source.application()));
        }

        @Override
        public TicketTrace ticket(String application, String ticket) {
            CommitTrace.Source source = source(application);
            return TicketTrace.of(session.configuration(), source, ticket, git(source.application()));
        }

        @Override
        public BuildTrace build(String application, String build) {
            return session.read(view -> BuildTrace.read(view, session.configuration(), application, build));
        }

        private CommitTrace.Source source(String application) {
            return session.read(view -> CommitTrace.Source.read(view, session.configuration(), application));
        }

        @CheckForNull
        private CommitTrace.Ancestry git(Application application) {
            return application.git() == null
                    ? null
                    : new GitAnswers(session::repository)
                            .changes(application, session.lookingEngine().commitPullRequests());
        }
    }
}
