package io.jenkins.plugins.deploymentgates.cli;

import picocli.CommandLine;

/** All commands, in the order the help lists them. */
final class Commands {
    private Commands() {}

    static void addTo(CommandLine line, Session session) {
        line.addSubcommand(new RecordCommand(session));
        line.addSubcommand(new VerifyCommand(session));
        line.addSubcommand(new ExplainCommand(session));
        line.addSubcommand(new PromoteCommand(session));
        line.addSubcommand(new ApproveCommand(session));
        line.addSubcommand(new RefuseCommand(session));
        line.addSubcommand(new CancelCommand(session));
        line.addSubcommand(new WaitingCommand(session));
        line.addSubcommand(new RollbackCommand(session));
        CommandLine hotfix = new CommandLine(new HotfixCommand());
        hotfix.addSubcommand(new HotfixStartCommand(session));
        hotfix.addSubcommand(new HotfixFinishCommand(session));
        hotfix.addSubcommand(new HotfixResumeCommand(session));
        line.addSubcommand(hotfix);
        line.addSubcommand(new HoldCommand(session));
        line.addSubcommand(new ReleaseCommand(session));
        line.addSubcommand(new MatrixCommand(session));
        line.addSubcommand(new HistoryCommand(session));
        line.addSubcommand(new TimelineCommand(session));
        line.addSubcommand(new CompareCommand(session));
        line.addSubcommand(new AtCommand(session));
        line.addSubcommand(new ChangedCommand(session));
        line.addSubcommand(new ReportCommand(session));
        line.addSubcommand(new DriftCommand(session));
        CommandLine files = new CommandLine(new FilesCommand());
        files.addSubcommand(new FilesCompareCommand(session));
        files.addSubcommand(new FilesCreateCommand(session));
        files.addSubcommand(new FilesDuplicateCommand(session));
        files.addSubcommand(new FilesUpdateCommand(session));
        files.addSubcommand(new FilesPromoteCommand(session));
        files.addSubcommand(new FilesDeleteCommand(session));
        files.addSubcommand(new FilesRestoreCommand(session));
        files.addSubcommand(new FilesRefreshCommand(session));
        line.addSubcommand(files);
        line.addSubcommand(new MetricsCommand(session));
        line.addSubcommand(new EventsCommand(session));
        CommandLine webhooks = new CommandLine(new WebhooksCommand(session));
        webhooks.addSubcommand(new WebhooksDeadCommand(session));
        webhooks.addSubcommand(new WebhooksResendCommand(session));
        webhooks.addSubcommand(new WebhooksDeliverCommand(session));
        line.addSubcommand(webhooks);
        line.addSubcommand(new ValidateCommand(session));
        line.addSubcommand(new SchemaCommand(session));
        line.addSubcommand(new ExportCommand(session));
        line.addSubcommand(new ImportCommand(session));
        line.addSubcommand(new VerifyLedgerCommand(session));
        line.addSubcommand(new RebuildCommand(session));
        CommandLine token = new CommandLine(new TokenCommand());
        token.addSubcommand(new TokenCreateCommand(session));
        token.addSubcommand(new TokenListCommand(session));
        token.addSubcommand(new TokenRevokeCommand(session));
        line.addSubcommand(new ServeCommand(session));
        line.addSubcommand(token);
        line.addSubcommand(new DemoCommand(session));
        line.addSubcommand(new CompletionCommand(session));
    }
}
