package io.jenkins.plugins.deploymentgates.git;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Patterns of paths: {@code *} is any text without {@code /}, {@code **} any text, <code>**&#47;</code> any number of
 * folders, {@code ?} one character other than {@code /}, and {@code {environment}} one whole part of a path. Everything
 * else stands for itself. Immutable.
 */
final class PathPatterns implements Predicate<String> {
    private static final String ENVIRONMENT = "{environment}";

    private final List<Pattern> patterns;

    PathPatterns(List<String> patterns) {
        this.patterns = patterns.stream().map(PathPatterns::compile).toList();
    }

    /** Whether one of the patterns matches the whole path. */
    @Override
    public boolean test(String path) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            if (glob.startsWith(ENVIRONMENT, i)) {
                regex.append("[^/]+");
                i += ENVIRONMENT.length();
            } else if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                regex.append("(?:.*/)?");
                i += 3;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                i++;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
