package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that change deployment files share. */
abstract class FilesVerb extends Verb {
    static final String SET = "NAME=VERSION[,type=TYPE][,source=URL]";
    private static final int MOST = 50;

    /** What looks like a part, but is none: nobody means it to be of the version. */
    private static final Pattern OTHER = Pattern.compile(",\\s*\\w+\\s*=");

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Option(names = "--explain", description = "Change nothing; show the commit it would be.")
    boolean explain;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same request sent twice is one.")
    @CheckForNull
    String key;

    FilesVerb(Session session) {
        super(session);
    }

    /** What is asked for. */
    abstract FileRequest request();

    @Override
    public Integer call() {
        FileResult result = session().deeds().files().edit(request(), explain);
        return show(result, show -> print(show, result), CommandLineTool.DONE);
    }

    private void print(Show show, FileResult result) {
        if (result.files().isEmpty()) {
            show.line("the files say so already; there is nothing to change");
            return;
        }
        show.line(
                result.commit() == null
                        ? "this commit would be pushed to " + result.branch() + " of " + result.repository()
                        : "pushed " + Show.shortId(result.commit()) + " to " + result.branch() + " of "
                                + result.repository());
        result.message()
                .strip()
                .lines()
                .forEach(text -> show.line("  " + show.screen().faint("|") + " " + Screen.clean(text)));
        result.files().stream().limit(MOST).forEach(file -> show.line("  " + Screen.oneLine(file)));
        if (result.files().size() > MOST) {
            show.line("  and " + (result.files().size() - MOST) + " more files");
        }
    }

    /** Reads the components that are set. */
    static Map<String, FileRequest.Component> components(List<String> texts) {
        Map<String, FileRequest.Component> components = new LinkedHashMap<>();
        for (String text : texts) {
            int end = text.indexOf('=');
            if (end <= 0) {
                throw invalid(text);
            }
            String[] parts = text.substring(end + 1).split(",(?=(?:type|source)=)", -1);
            if (OTHER.matcher(parts[0]).find()) {
                throw invalid(text);
            }
            String type = null;
            String source = null;
            for (int i = 1; i < parts.length; i++) {
                if (parts[i].startsWith("type=")) {
                    type = parts[i].substring("type=".length());
                } else {
                    source = parts[i].substring("source=".length());
                }
            }
            FileRequest.Component component =
                    new FileRequest.Component(parts[0].isEmpty() ? null : parts[0], type, source);
            if (components.put(text.substring(0, end), component) != null) {
                throw new InvalidInputException(
                        Names.quote(text.substring(0, end)) + " is set twice; name it once, with all that it gets");
            }
        }
        return components;
    }

    private static InvalidInputException invalid(String text) {
        return new InvalidInputException(Names.quote(text) + " is not of the form " + SET
                + ", such as shop-api=1.4.2 or shop-api=1.4.2,type=forge");
    }
}
