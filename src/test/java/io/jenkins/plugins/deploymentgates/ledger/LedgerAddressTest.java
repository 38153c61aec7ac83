package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.Test;

/** What is an address, and that no password gets out of it. */
public class LedgerAddressTest {

    private static void assertRefused(String url, String message) {
        assertThatThrownBy(() -> LedgerAddress.of(url))
                .isInstanceOf(LedgerException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @Test
    public void shouldTakeAFileAsAPathAndAsAUrl() {
        for (String name : new String[] {"some/ledger.db", "jdbc:sqlite:some/ledger.db"}) {
            LedgerAddress address = LedgerAddress.of(name, "ann", "secret");
            assertThat(address.file()).isEqualTo(Path.of("some/ledger.db"));
            assertThat(address.name()).isEqualTo("some/ledger.db");
            assertThat(address.user()).isNull();
            assertThat(address.password()).isNull();
        }
    }

    @Test
    public void shouldTakeUserAndPasswordOutOfTheUrl() {
        LedgerAddress address = LedgerAddress.of(
                "jdbc:postgresql://db.example.com:5433/ledger?sslmode=require&user=ann&password=s%26%25+t&currentSchema=x");

        assertThat(address.url())
                .isEqualTo("jdbc:postgresql://db.example.com:5433/ledger?sslmode=require&currentSchema=x");
        assertThat(address.user()).isEqualTo("ann");
        assertThat(address.password()).isEqualTo("s&% t");
        assertThat(address.name()).isEqualTo("jdbc:postgresql://db.example.com:5433/ledger");
        assertThat(address).hasToString(address.name());
        assertThat(address.file()).isNull();
    }

    @Test
    public void shouldPreferUserAndPasswordGivenApartFromTheUrl() {
        LedgerAddress address = LedgerAddress.of("jdbc:postgresql://db/ledger?user=ann&password=old", "bob", "new");

        assertThat(address.url()).isEqualTo("jdbc:postgresql://db/ledger");
        assertThat(address.user()).isEqualTo("bob");
        assertThat(address.password()).isEqualTo("new");
    }

    @Test
    public void shouldNotShowAPasswordWithABadEscape() {
        assertRefused(
                "jdbc:postgresql://db/ledger?user=ann&password=100%secret",
                "the ledger jdbc:postgresql://db/ledger cannot be used: the parameter 'password' of its URL has a % that"
                        + " begins no escape; write %25 for a %");
    }

    @Test
    public void shouldNotShowWhatMayBeAPassword() {
        for (String url : new String[] {
            "jdbc:postgresql://ann:secret@db/ledger?password=secret",
            "jdbc:postgresql://ann:sec/ret@db/ledger",
            "jdbc:postgresql://ann:sec/ret?@db/ledger",
            "jdbc:postgresql://db:secret/ledger",
            "jdbc:postgresql:ann:secret@db/ledger"
        }) {
            assertRefused(
                    url,
                    "the ledger jdbc:postgresql://... cannot be used: its URL is not of the form"
                            + " jdbc:postgresql://HOST:PORT/DATABASE; give user and password apart from it");
        }
    }

    @Test
    public void shouldRefuseAUrlTheDriverCannotRead() {
        assertRefused(
                "jdbc:postgresql://db:70000/ledger?password=secret",
                "the ledger jdbc:postgresql://db:70000/ledger cannot be used: the driver cannot read its URL; name it as"
                        + " jdbc:postgresql://HOST:PORT/DATABASE");
    }

    @Test
    public void shouldTakeSeveralHostsAndAddressesOfVersion6() {
        for (String url : new String[] {
            "jdbc:postgresql://one:5432,two.example.com/ledger?targetServerType=primary",
            "jdbc:postgresql://[::1]:5432/ledger",
            "jdbc:postgresql:///ledger",
            "jdbc:postgresql://127.0.0.1/ledger?options=-c%20work_mem=8MB@"
        }) {
            assertThat(LedgerAddress.of(url).url()).isEqualTo(url);
        }
    }

    @Test
    public void shouldRefuseAnotherDatabaseWithoutShowingThePassword() {
        assertRefused(
                "jdbc:mysql://ann:secret@db/ledger?password=secret",
                "the ledger jdbc:mysql:... cannot be used: this program keeps ledgers in SQLite and PostgreSQL;"
                        + " name a file, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE");
    }
}
