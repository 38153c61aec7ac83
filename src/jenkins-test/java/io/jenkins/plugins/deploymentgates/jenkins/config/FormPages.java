package io.jenkins.plugins.deploymentgates.jenkins.config;

import java.util.List;
import org.htmlunit.Page;
import org.htmlunit.WebClientUtil;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jvnet.hudson.test.JenkinsRule;

/** Manage Jenkins → Deployment environments in a browser. */
final class FormPages {
    private final JenkinsRule jenkins;

    FormPages(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    HtmlPage page() throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return client.goTo("manage/deployment-environments/");
    }

    Page save(HtmlPage page) throws Exception {
        // A choice has others fetched anew; sent in between, the form would be without them.
        WebClientUtil.waitForJSExec(page.getWebClient());
        return jenkins.submit(page.getFormByName("config"));
    }

    /** Why a page was refused. */
    static List<String> reasons(Page page) {
        return ((HtmlPage) page)
                .getByXPath("//div[@id='deployment-gates-refused']//li").stream()
                        .map(item -> ((DomNode) item).getTextContent().strip())
                        .toList();
    }

    static void choose(HtmlPage page, String source) throws Exception {
        HtmlElement radio = page.getFirstByXPath("//input[@type='radio'][@name='source'][@value='" + source + "']");
        radio.click();
    }

    static List<String> values(HtmlSelect select) {
        return select.getOptions().stream().map(HtmlOption::getValueAttribute).toList();
    }

    static HtmlElement button(HtmlPage page, String text) {
        return page.getFirstByXPath("//button[normalize-space()='" + text + "']");
    }

    /** The one that was added last to a list. */
    static DomElement last(HtmlPage page, String name) {
        List<DomElement> chunks = page.getByXPath("//div[@name='" + name + "'][contains(@class,'repeated-chunk')]");
        return chunks.get(chunks.size() - 1);
    }

    static HtmlInput input(DomElement inside, String name) {
        return inside.getFirstByXPath(".//input[@name='" + name + "']");
    }
}
