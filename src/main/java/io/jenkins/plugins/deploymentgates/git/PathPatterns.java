package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.Wildcards;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns of paths: {@link Wildcards}, and further <code>**&#47;</code> at the begin of a part of a path for any number
 * of folders, {@code ?} for one character other than {@code /}, and {@code {environment}} for one whole part of a path.
 * Immutable.
 */
final class PathPatterns implements Predicate<String> {
    private static final Pattern EXTRAS =
            Pattern.compile("(?<folders>(?<![^/])\\*\\*/)|(?<one>\\?)|(?<part>\\{environment})");

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
        Matcher extra = EXTRAS.matcher(glob);
        int begin = 0;
        while (extra.find()) {
            regex.append(Wildcards.regex(glob.substring(begin, extra.start()))).append(meaning(extra));
            begin = extra.end();
        }
        return Pattern.compile(
                regex.append(Wildcards.regex(glob.substring(begin))).toString());
    }

    private static String meaning(Matcher extra) {
        if (extra.group("folders") != null) {
            return "(?s:.*/)?";
        }
        return extra.group("one") != null ? "[^/]" : "[^/]+";
    }
}
