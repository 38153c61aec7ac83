package io.jenkins.plugins.deploymentgates;

import io.jenkins.plugins.deploymentgates.cli.serve.PagesBenchmark;
import io.jenkins.plugins.deploymentgates.cli.serve.ServeBenchmark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints, class by class, how they compare: {@code mvn verify -Pbench}, or with
 * {@code -Dbench=Matrix} those whose name has that.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, IOException, InterruptedException {
        String wanted = arguments.length == 0 ? "" : arguments[0];
        if ("ServeBenchmark".contains(wanted)) {
            ServeBenchmark.run();
        }
        if ("PagesBenchmark".contains(wanted)) {
            PagesBenchmark.run();
        }
        if (wanted.startsWith("Serve") || wanted.startsWith("Pages")) {
            return;
        }
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(".*" + wanted + ".*Benchmark.*")
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<String, List<RunResult>> byClass = results.stream()
                .collect(Collectors.groupingBy(
                        result -> result.getParams().getBenchmark().replaceAll("\\.[^.]*$", ""),
                        TreeMap::new,
                        Collectors.toList()));
        byClass.forEach(Benchmarks::print);
    }

    private static void print(String name, List<RunResult> results) {
        System.out.println();
        System.out.println(name);
        double smallest = results.stream()
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .min()
                .orElseThrow();
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            System.out.printf(
                    Locale.ROOT,
                    "  %-40s %12.3f ± %-10.3f %-6s %7.2f times the smallest%n",
                    label(result),
                    primary.getScore(),
                    primary.getScoreError(),
                    primary.getScoreUnit(),
                    primary.getScore() / smallest);
        }
    }

    private static String label(RunResult result) {
        List<String> words = new ArrayList<>();
        words.add(result.getParams().getBenchmark().replaceAll(".*\\.", ""));
        for (String key : result.getParams().getParamsKeys()) {
            words.add(key + " " + result.getParams().getParam(key));
        }
        return String.join(", ", words);
    }
}
