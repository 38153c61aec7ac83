package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** How an application's tickets and its Jira are configured. */
public class TicketSettingsTest {
    private static TicketSettings read(String tickets) {
        return new ConfigurationReader()
                .parse("test.yaml", "applications: {shop: {pipeline: {dev: {}, prod: {}}, tickets: " + tickets + "}}\n")
                .application("shop")
                .tickets();
    }

    @Test
    public void shouldReadWhatIsWritten() {
        TicketSettings settings = read("{pattern: 'SHOP-[0-9]+', jira: {url: 'https://jira.example.com/', type:"
                + " data-center, credentials: jira, fixVersion: '{application} {version}', comment: true, environments:"
                + " [prod], promoteOn: {status: Ready for prod, environment: prod, secret: hook, user: bot}}}");

        assertThat(settings)
                .isEqualTo(new TicketSettings(
                        "SHOP-[0-9]+",
                        null,
                        new JiraSettings(
                                JiraSettings.Type.DATA_CENTER,
                                "https://jira.example.com/",
                                "jira",
                                "{application} {version}",
                                true,
                                List.of("prod"),
                                new JiraSettings.PromoteOn("Ready for prod", "prod", "hook", "bot"))));
        assertThat(settings.link("SHOP-7")).isEqualTo("https://jira.example.com/browse/SHOP-7");
    }

    @Test
    public void shouldHaveDefaultsAndBePrintedAsItIsRead() {
        assertThat(read("{}")).isEqualTo(TicketSettings.USUAL);
        Configuration configuration = new ConfigurationReader()
                .parse(
                        "test.yaml",
                        "applications: {shop: {pipeline: {dev: {}}, tickets: {link: 'https://t.example.com/?q={ticket}',"
                                + " jira: {url: 'https://acme.atlassian.net', type: cloud, fixVersion: '{version}',"
                                + " promoteOn: {status: Done, environment: dev}}}}}\n"
                                + "environments: {dev: {gates: [{ticket: {status: [Done]}}]}}\n");

        assertThat(new ConfigurationReader().parse("test.yaml", configuration.text()))
                .isEqualTo(configuration);
        assertThat(configuration.application("shop").tickets().link("a b/c"))
                .isEqualTo("https://t.example.com/?q=a%20b%2Fc");
    }

    @Test
    public void shouldFindTicketsOnce() {
        assertThat(TicketSettings.find(
                        List.of("[A-Z]+-[0-9]+", "#?[0-9]*"), List.of("SHOP-2 and SHOP-1", "feature/SHOP-2", "#7")))
                .containsExactly("#7", "1", "2", "SHOP-1", "SHOP-2");
    }

    @Test
    public void shouldSayWhatIsWrong() {
        Mistakes.in(
                        """
                applications:
                  shop:
                    pipeline: {dev: {}}
                    tickets:
                      pattern: "[A-Z"
                      link: https://jira.example.com/browse
                      jira:
                        url: jira.example.com
                        type: server
                        fixVersion: "{app} {version}"
                        environments: [prod]
                        promoteOn: {status: Done, environment: pord}
                  cart:
                    pipeline: {dev: {}}
                    tickets:
                      jira: {url: https://jira.example.com, type: cloud, fixVersion: next, promoteOn: {}}
                """)
                .are(
                        "test.yaml:5:16: applications.shop.tickets.pattern: the regular expression '[A-Z' is not valid: Unclosed character class at position 4; valid is for example \"[A-Z][A-Z0-9]+-[0-9]+\"",
                        "test.yaml:6:13: applications.shop.tickets.link: 'https://jira.example.com/browse' does not say where the ticket's key goes; write {ticket} there, such as https://jira.example.com/browse/{ticket}",
                        "test.yaml:8:14: applications.shop.tickets.jira.url: 'jira.example.com' is no http or https URL; valid is for example https://registry.example.com",
                        "test.yaml:9:15: applications.shop.tickets.jira.type: 'server' is not valid; valid are cloud, data-center",
                        "test.yaml:10:21: applications.shop.tickets.jira.fixVersion: '{app} {version}' has '{app}'; known are {application}, {environment}, {version}",
                        "test.yaml:11:24: applications.shop.tickets.jira.environments: there is no environment 'prod' in its pipeline; it has dev",
                        "test.yaml:12:48: applications.shop.tickets.jira.promoteOn.environment: there is no environment 'pord' in its pipeline; it has dev",
                        "test.yaml:16:70: applications.cart.tickets.jira.fixVersion: 'next' does not say where the version goes; write {version} there, such as {application} {version}",
                        "test.yaml:16:76: applications.cart.tickets.jira.promoteOn: the key 'status' is missing: the status a ticket has to get",
                        "test.yaml:16:76: applications.cart.tickets.jira.promoteOn: the key 'environment' is missing: where its version is promoted to");
    }
}
