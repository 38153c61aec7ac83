package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.git.TextDifference.Hunk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class TextDifferenceTest {
    private static TextDifference of(String left, String right) {
        return TextDifference.of(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    public void shouldShowLinesWithThoseAround() {
        assertThat(of(lines(1, 9), lines(1, 4) + "fünf\n" + lines(6, 9)))
                .isEqualTo(new TextDifference(
                        List.of(new Hunk(2, 2, List.of(" 2", " 3", " 4", "-5", "+fünf", " 6", " 7", " 8"))),
                        false,
                        null));
    }

    @Test
    public void shouldPutTogetherWhatIsNear() {
        TextDifference near = of(lines(1, 30), "0\n" + lines(1, 6) + lines(8, 30));
        assertThat(near.hunks()).hasSize(1);
        TextDifference far = of(lines(1, 30), "0\n" + lines(1, 19) + lines(21, 30));
        assertThat(far.hunks()).extracting(Hunk::left).containsExactly(1, 17);
        assertThat(far.hunks()).extracting(Hunk::right).containsExactly(1, 18);
    }

    @Test
    public void shouldShowAllOfAFileThatIsOnOneSide() {
        assertThat(of("", "a\nb\n").hunks()).containsExactly(new Hunk(1, 1, List.of("+a", "+b")));
        assertThat(of("a\n", "").hunks()).containsExactly(new Hunk(1, 1, List.of("-a")));
    }

    @Test
    public void shouldSayWhatIsNotTold() {
        assertThat(of("a", "\0b")).isEqualTo(TextDifference.untold("it is no text"));
        assertThat(of("a", "b".repeat(TextDifference.MAX_BYTES + 1)))
                .isEqualTo(TextDifference.untold("it is larger than 524288 bytes"));
    }

    @Test
    public void shouldCutWhatIsTooLong() {
        TextDifference many = of("", lines(1, 3000));
        assertThat(many.cut()).isTrue();
        assertThat(many.hunks().get(0).lines()).hasSize(2000);
        TextDifference wide = of("", "x".repeat(2000));
        assertThat(wide.cut()).isTrue();
        assertThat(wide.hunks().get(0).lines().get(0)).hasSize(1001);
    }
}
