package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.insight.Document.Code;
import io.jenkins.plugins.deploymentgates.insight.Document.FactList;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import java.util.List;
import org.junit.Test;

/** Whatever people wrote stays text. */
public class WritersTest {
    private static final String HOSTILE =
            "a\n# b <img src=x onerror=alert(1)> ![c](http://d) | `e` \"f\" 'g' & @h \u001b[2J \u202e";
    private static final Document DOCUMENT = new Document(
            HOSTILE,
            List.of(
                    new Heading(2, HOSTILE),
                    new FactList().add("Fact", HOSTILE).done(),
                    new Rows(
                            List.of("one"),
                            List.of(
                                    List.of(new Text(HOSTILE, "javascript:alert(1)")),
                                    List.of(new Text("link", "https://x.example.com/<>\"'|&")))),
                    new Code("a: |\n  ```\n  </pre><script>\u001b\n")));

    @Test
    public void shouldEscapeHtml() {
        String shown =
                "a # b &lt;img src=x onerror=alert(1)&gt; ![c](http://d) | `e` &quot;f&quot; &#39;g&#39; &amp; @h"
                        + " \uFFFD[2J \uFFFD";
        String page = ReportFormat.HTML.write(DOCUMENT);

        assertThat(page.substring(page.indexOf("<title>")).replaceAll("(?s)<style>.*</style>\n", ""))
                .isEqualTo(
                        "<title>" + shown + "</title>\n</head>\n<body>\n<h1>" + shown + "</h1>\n<h2>" + shown
                                + "</h2>\n<dl>\n<dt>Fact</dt>\n<dd>" + shown + "</dd>\n</dl>\n"
                                + "<table>\n<thead><tr><th scope=\"col\">one</th></tr></thead>\n<tbody>\n<tr><td>"
                                + shown
                                + "</td></tr>\n<tr><td><a href=\"https://x.example.com/&lt;&gt;&quot;&#39;|&amp;\">link</a></td>"
                                + "</tr>\n</tbody>\n</table>\n"
                                + "<pre><code>a: |\n  ```\n  &lt;/pre&gt;&lt;script&gt;\uFFFD\n</code></pre>\n</body>\n</html>\n");
    }

    @Test
    public void shouldEscapeMarkdown() {
        String shown = "a \\# b \\<img src=x onerror=alert(1)\\> \\!\\[c\\](http://d) \\| \\`e\\` \"f\" 'g' \\& \\@h"
                + " \uFFFD\\[2J \uFFFD";

        assertThat(ReportFormat.MARKDOWN.write(DOCUMENT))
                .isEqualTo(
                        "# " + shown + "\n\n## " + shown + "\n\n- Fact: " + shown + "\n\n| one |\n| --- |\n| " + shown
                                + " |\n| [link](<https://x.example.com/%3C%3E\"'%7C&>) |\n\n"
                                + "````yaml\na: |\n  ```\n  </pre><script>\uFFFD\n````\n");
    }

    @Test
    public void shouldNotSteerTerminals() {
        assertThat(ReportFormat.TEXT.write(DOCUMENT)).doesNotContain("\u001b", "\u202e");
    }

    @Test
    public void shouldHideWhatMayBeSecretInAddresses() {
        assertThat(
                        ReportSource.withoutSecrets(
                                "a: 'https://ann:secret@git.example.com/shop.git?token=x'\nb: {c: https://d.example.com/e?f=g}\n"))
                .isEqualTo("a: 'https://…@git.example.com/shop.git?…'\nb: {c: https://d.example.com/e?…}\n");
    }
}
