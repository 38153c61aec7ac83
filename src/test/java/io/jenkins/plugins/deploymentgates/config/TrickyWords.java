package io.jenkins.plugins.deploymentgates.config;

import java.util.List;

/** Texts that a reader of YAML could take for something else, and that are valid names all the same. */
public final class TrickyWords {
    /** Among them a pair of code units for one character, and spaces and line ends that do not look like it. */
    public static final List<String> ALL = List.of(
            "yes",
            "on",
            "null",
            "~",
            "true",
            "2026",
            "08",
            "0x1F",
            "1e3",
            "1_000",
            ".5",
            "12:30",
            "2026-01-01",
            "<<",
            "=",
            "- a",
            "a: b",
            "a #b",
            "#a",
            "*a",
            "&a",
            "!a",
            "'a'",
            "\"a\"",
            "a,b",
            "[a]",
            "{a}",
            "{}",
            "[]",
            "@a",
            "`a",
            "%a",
            "|",
            ">",
            "?",
            "-",
            "a:",
            ":a",
            "é",
            "日本",
            "😀",
            "a\u00a0b",
            "y\u2028x",
            "${HOME}",
            "a${b:-c}");

    private TrickyWords() {}
}
