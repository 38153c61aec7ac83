package io.jenkins.plugins.deploymentgates.cli;

/** Entry point of the command line. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Host host = Host.system();
        Logging.install(host.err());
        System.exit(CommandLineTool.run(host, args));
    }
}
