package io.jenkins.plugins.deploymentgates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.Test;

/** The order of the packages, bottom to top, and what none of them may use. */
public class PackageArchitectureTest {
    private static final String BASE = "io.jenkins.plugins.deploymentgates";

    private static final List<String> LAYERS = List.of(
            "model", "config", "ledger", "gate", "git", "promotion", "notify", "insight", "api", "cli", "jenkins");

    /** Why nothing below may know the package. */
    private static final Map<String, String> REASONS = Map.of(
            "config", "the words of the product mean the same however they are configured",
            "ledger", "what is configured does not depend on what happened",
            "gate", "the history is kept, not judged, by the ledger",
            "git", "gates are asked about facts gathered before and touch no network",
            "promotion", "Git is moved by the use cases and knows none of them",
            "notify", "promoting does not depend on who is told",
            "insight", "what is shown is derived from what happened, never the other way round",
            "api", "the engine knows nothing of HTTP",
            "cli", "the engine knows nothing of terminals",
            "jenkins", "the engine and the command line know nothing of Jenkins");

    private static JavaClasses classes;

    @BeforeClass
    public static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(BASE);
    }

    @Test
    public void shouldImportOnlyFromLayersBelow() {
        for (int i = 1; i < LAYERS.size(); i++) {
            String[] below = LAYERS.subList(0, i).stream()
                    .map(PackageArchitectureTest::in)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAnyPackage(below)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(in(LAYERS.get(i)))
                    .because(REASONS.get(LAYERS.get(i)))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    public void shouldKeepCommandLineAndPluginApart() {
        noClasses()
                .that()
                .resideInAPackage(in("jenkins"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("cli"))
                .because("command-line libraries are not packaged with the plugin")
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    public void shouldKnowJenkinsInThePluginOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("jenkins"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "com.cloudbees..",
                        "org.jenkinsci..",
                        "org.kohsuke..",
                        "io.jenkins.plugins.casc..")
                .because("the engine runs without Jenkins: behind the command line, a server, another host")
                .check(classes);
    }

    @Test
    public void shouldKnowNoServerInTheApi() {
        noClasses()
                .that()
                .resideInAPackage(in("api"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.javalin..",
                        "org.eclipse.jetty..",
                        "com.sun.net.httpserver..",
                        "java.net.http..",
                        "java.util.concurrent..")
                .because("the same API answers in Jenkins and in a server of its own, and takes no threads of either")
                .check(classes);
    }

    @Test
    public void shouldHaveNoCyclesBetweenPackages() {
        slices().matching(BASE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that is understood needs only those below it")
                .check(classes);
    }

    @Test
    public void shouldKnowInThePluginsEngineNothingOfWhatCallsIt() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".jenkins")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        in("jenkins.api"),
                        in("jenkins.approval"),
                        in("jenkins.config"),
                        in("jenkins.step"),
                        in("jenkins.trigger"),
                        in("jenkins.view"))
                .because("steps, pages and settings call the controller's engine and are called back as listeners only")
                .check(classes);
    }

    @Test
    public void shouldDoNoInputOrOutputInTheModel() {
        noClasses()
                .that()
                .resideInAPackage(in("model"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio.file..", "java.net..", "java.sql..", "org.eclipse.jgit..")
                .because("the words of the product are values that can be used and tested anywhere")
                .check(classes);
    }

    @Test
    public void shouldTakeTheTimeFromAnInjectedClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("cli"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because(
                        "tests and explanations ask about other instants than now; only the command line makes a clock")
                .check(classes);
    }

    @Test
    public void shouldNotUseOldDates() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Date")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Calendar")
                .because("java.time says whether a time has a zone, and its values cannot be changed")
                .check(classes);
    }

    @Test
    public void shouldLogThroughSlf4jOnlyBelowTheHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("jenkins"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("the host decides where messages go; Jenkins takes them through java.util.logging")
                .check(classes);
    }

    @Test
    public void shouldNameEveryPackageInTheLayers() {
        noClasses()
                .should()
                .resideOutsideOfPackages(
                        LAYERS.stream().map(PackageArchitectureTest::in).toArray(String[]::new))
                .because("a package without a place in the order is held by no rule")
                .check(classes);
    }

    private static String in(String layer) {
        return BASE + "." + layer + "..";
    }
}
