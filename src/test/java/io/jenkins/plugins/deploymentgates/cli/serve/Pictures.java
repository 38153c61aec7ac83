package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.Assume;

/**
 * How pages looked when somebody last looked at them, in {@code src/test/resources/pages}. {@code -Dupdate.pictures=true} takes new
 * ones, which whoever commits them has looked at. Where letters are of another size, on a machine with other fonts, nothing can be
 * compared, and the test is skipped from there on: compare pictures last.
 */
final class Pictures {
    /** Squares of this many pixels a side are compared by their mean, so that how a machine draws letters does not matter. */
    private static final int SQUARE = 16;

    /** So much of 255 two squares may differ. */
    private static final int TOLERANCE = 24;

    /** So many of 1000 squares may differ more. */
    private static final int FEW = 30;

    /** Which other pages there are is not what a page looks like. */
    private static final String NAVIGATION =
            "shown => document.querySelector('.dg-shell__header nav')?.style.setProperty('display', shown)";

    private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "src/test/resources/pages");

    private static final Path FONTS = FOLDER.resolve("fonts.txt");

    /** How large some text is in the fonts that pages are written in. */
    private static final String MEASURE =
            """
            () => [['system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif', 400],
                   ['system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif', 600],
                   ['ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", monospace', 400]].map(([family, weight]) => {
                const sample = document.createElement('span');
                sample.textContent = 'Handgloves 0123456789 – 1.4.2 prod-eu';
                Object.assign(sample.style, {position: 'absolute', font: `${weight} 100px/normal ${family}`, whiteSpace: 'nowrap'});
                document.body.append(sample);
                const size = sample.getBoundingClientRect();
                sample.remove();
                return `${weight} ${Math.round(size.width)} x ${Math.round(size.height)}`;
            }).join(', ')
            """;

    private Pictures() {}

    /** Fails unless what is seen of the page looks like it did. */
    static void assertLooksLike(Page page, String name) throws IOException {
        page.evaluate(NAVIGATION, "none");
        byte[] seen = page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
        page.evaluate(NAVIGATION, "");
        String fonts = (String) page.evaluate(MEASURE);
        Path kept = FOLDER.resolve(name + ".png");
        if (Boolean.getBoolean("update.pictures")) {
            Files.createDirectories(FOLDER);
            Files.write(kept, seen);
            Files.writeString(FONTS, fonts);
            return;
        }
        Assume.assumeTrue(
                "this machine has other fonts than that of the pictures: they are not compared",
                Files.readString(FONTS).equals(fonts));
        assertThat(kept)
                .as("how the page looked; -Dupdate.pictures=true keeps how it looks now")
                .exists();
        int differing = differing(ImageIO.read(kept.toFile()), ImageIO.read(new ByteArrayInputStream(seen)));
        if (differing > FEW) {
            Path other = Path.of("target", "pages", name + ".png");
            Files.createDirectories(other.getParent());
            Files.write(other, seen);
            throw new AssertionError("the page " + name + " looks different in " + differing + " of 1000 places, see "
                    + other + " and " + kept + "; -Dupdate.pictures=true keeps how it looks now");
        }
    }

    /** How many of a thousand squares differ. */
    static int differing(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1000;
        }
        int squares = 0;
        int different = 0;
        for (int y = 0; y < one.getHeight(); y += SQUARE) {
            for (int x = 0; x < one.getWidth(); x += SQUARE) {
                squares++;
                int[] a = mean(one, x, y);
                int[] b = mean(other, x, y);
                for (int channel = 0; channel < 3; channel++) {
                    if (Math.abs(a[channel] - b[channel]) > TOLERANCE) {
                        different++;
                        break;
                    }
                }
            }
        }
        return (1000 * different + squares - 1) / squares;
    }

    private static int[] mean(BufferedImage image, int left, int top) {
        int right = Math.min(left + SQUARE, image.getWidth());
        int bottom = Math.min(top + SQUARE, image.getHeight());
        int[] sum = new int[3];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int rgb = image.getRGB(x, y);
                sum[0] += rgb >> 16 & 0xff;
                sum[1] += rgb >> 8 & 0xff;
                sum[2] += rgb & 0xff;
            }
        }
        int pixels = (right - left) * (bottom - top);
        return new int[] {sum[0] / pixels, sum[1] / pixels, sum[2] / pixels};
    }
}
