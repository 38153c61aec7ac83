package io.jenkins.plugins.deploymentgates.cli.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk measured: requests on kept connections, one after the other on each, for some seconds. */
record Load(double perSecond, String median, String slowest) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern MEDIAN = Pattern.compile("\\n\\s+50%\\s+(\\S+)");
    private static final Pattern SLOWEST = Pattern.compile("\\n\\s+99%\\s+(\\S+)");

    /** Runs wrk on the second processor. */
    static Load run(int connections, int seconds, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("taskset", "-c", "1", "wrk", "-t1", "--latency", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(List.of(more));
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0 || said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IllegalStateException(String.join(" ", command) + ":\n" + said);
        }
        return new Load(Double.parseDouble(find(RATE, said)), find(MEDIAN, said), find(SLOWEST, said));
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,.0f a second, half within %s, 99 %% within %s", perSecond, median, slowest);
    }
}
