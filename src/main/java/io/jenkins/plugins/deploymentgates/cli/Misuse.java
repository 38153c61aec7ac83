package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words on the command line, said to people: not what the words were to be turned into. */
final class Misuse {
    private static final Pattern NO_NUMBER = Pattern.compile("is not an? (int|long)$");
    private static final String PREFIX = "Error: ";

    private Misuse() {}

    static String message(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, unmatched.getUnmatched());
        }
        String message = NO_NUMBER.matcher(exception.getMessage()).replaceFirst("is no whole number");
        return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    }

    private static String unmatched(CommandLine command, List<String> words) {
        String word = words.get(0);
        if (word.startsWith("-")) {
            return "there is no option '" + word + "'"
                    + DidYouMean.hint(
                            word, command.getCommandSpec().optionsMap().keySet());
        }
        Set<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "'" + String.join(" ", words) + "' is more than this command takes"
                : "there is no command '" + word + "'" + DidYouMean.hint(word, commands);
    }
}
