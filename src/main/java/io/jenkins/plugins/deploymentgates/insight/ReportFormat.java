package io.jenkins.plugins.deploymentgates.insight;

/** Writes reports for people. Stateless. */
public enum ReportFormat {
    /** For a terminal. */
    TEXT {
        @Override
        String write(Document document) {
            return new TextWriter().write(document);
        }
    },
    /** For wikis and release notes: CommonMark with the tables of GitHub. */
    MARKDOWN {
        @Override
        String write(Document document) {
            return new MarkdownWriter().write(document);
        }
    },
    /** One file that needs nothing else, in the colours the reader prefers. */
    HTML {
        @Override
        String write(Document document) {
            return new HtmlWriter().write(document);
        }
    };

    abstract String write(Document document);

    /** The report of a version in an environment. */
    public String write(Report report) {
        return write(Documents.of(report));
    }

    /** Where a commit went. */
    public String write(CommitTrace trace) {
        return write(TraceDocuments.of(trace));
    }

    /** Where the commits of a ticket went. */
    public String write(TicketTrace trace) {
        return write(TraceDocuments.of(trace));
    }

    /** What a build did, and where its releases went. */
    public String write(BuildTrace trace) {
        return write(TraceDocuments.of(trace));
    }
}
