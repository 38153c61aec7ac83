package io.jenkins.plugins.deploymentgates.gate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BranchPatternProperties {

    @Property
    void agreesWithAMatcherThatTriesEveryWay(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        assertThat(new BranchPattern(pattern).matches(name)).isEqualTo(matches(pattern, name));
    }

    @Property
    void matchesItselfWithoutAStar(@ForAll("names") String name, @ForAll("names") String other) {
        assertThat(new BranchPattern(name).matches(other)).isEqualTo(name.equals(other));
    }

    @Property
    void matchesAnythingBehindItsPrefixWithTwoStars(@ForAll("names") String prefix, @ForAll("names") String rest) {
        assertThat(new BranchPattern(prefix + "**").matches(prefix + rest)).isTrue();
        assertThat(new BranchPattern(prefix + "*").matches(prefix + rest)).isEqualTo(!rest.contains("/"));
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        if (pattern.charAt(0) != '*') {
            return !name.isEmpty()
                    && name.charAt(0) == pattern.charAt(0)
                    && matches(pattern.substring(1), name.substring(1));
        }
        boolean two = pattern.startsWith("**");
        String rest = pattern.substring(two ? 2 : 1);
        for (int taken = 0; taken <= name.length(); taken++) {
            if (!two && name.substring(0, taken).contains("/")) {
                return false;
            }
            if (matches(rest, name.substring(taken))) {
                return true;
            }
        }
        return false;
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b', '/', '*', '.').ofMaxLength(7);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars('a', 'b', '/', '.').ofMaxLength(7);
    }
}
