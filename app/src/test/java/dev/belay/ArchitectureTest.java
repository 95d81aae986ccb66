package dev.belay;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

class ArchitectureTest {
    private static JavaClasses belay;

    @BeforeAll
    static void read() throws URISyntaxException {
        belay =
                new ClassFileImporter()
                        .importPath(
                                Path.of(
                                        Main.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .toURI()));
    }

    private static void holds(ArchRule rule) {
        rule.check(belay);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        holds(
                slices().matching("dev.belay.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because(
                                "a package in a cycle can be understood only with all the others"));
    }

    /** The dependency rule of app/DESIGN.md, one row a package: what it may use beside itself. */
    @ParameterizedTest(name = "{0} uses {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "message      | nothing",
                "log          | message",
                "tool         | message",
                "store        | message",
                "target       | message store",
                "db           | message target",
                "db.sqlite    | message target db",
                "db.postgresql| message target db",
                "db.ssh       | message target db",
                "history      | message target db",
                "activity     | message target db",
                "news         | nothing",
                "watch        | message target db activity history news",
                "watch.check  | message target db activity history watch",
                "lint         | message target",
                "backup       | message target db store tool",
                "schema       | message target db history",
                "seed         | message target db history",
                "operation    | message target db activity history lint store backup schema seed"
                        + " news tool",
                "schedule     | message target news",
                "drill        | message target db history lint operation schema seed store tool",
                "demo         | message target db store",
                "cli          | message target db activity history lint operation schema seed watch"
                        + " backup watch.check store demo drill tool log schedule",
                "ui.kit       | message target watch",
                "ui.kit.chart | message ui.kit",
                "ui.fleet     | message target db history watch news watch.check ui.kit"
                        + " ui.kit.chart",
                "ui.overview  | message target db history watch news watch.check ui.kit"
                        + " ui.kit.chart",
                "ui.migrations| message target db history watch news ui.kit operation",
                "ui.targets   | message target db watch store schedule news ui.kit",
                "ui.plan      | message target lint operation news ui.kit",
                "ui.seeds     | message target watch seed operation ui.kit",
                "ui.recovery  | message target history operation ui.kit",
                "ui.backups   | message target db backup operation watch news schedule ui.kit"
                        + " ui.kit.chart",
                "ui.audit     | message target operation ui.kit",
                "ui.session   | message target db activity watch news ui.kit",
                "ui.locks     | message target db activity watch ui.kit ui.session",
                "ui.pool      | message target db activity watch ui.kit ui.kit.chart ui.session",
                "ui.sessions  | message target db activity watch ui.kit ui.session",
                "ui.shell     | message target db watch ui.kit operation news",
            })
    void aPackageUsesOnlyThoseBelowIt(String name, String allowed) {
        Stream<String> below = allowed == null ? Stream.of() : Arrays.stream(allowed.split(" "));
        String[] may =
                Stream.concat(Stream.of(name), below)
                        .map(p -> "dev.belay." + p)
                        .toArray(String[]::new);
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.belay." + name)
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("dev.belay..")
                                        .and(DescribedPredicate.not(resideInAnyPackage(may))))
                        .because("arrows point one way; only Wiring joins everything"));
    }

    @Test
    void javaFxStopsAtTheWindow() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.belay", "dev.belay.ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("javafx..")
                        .because("the command starts without JavaFX on its class path"));
    }

    @Test
    void onlyTheStartMentionsTheConsole() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.belay.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("dev.belay.ui..")
                        .because("the command and the window are two faces of the same core"));
    }

    @Test
    void flywayIsReachedThroughFewDoors() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.belay.history", "dev.belay.store", "dev.belay.demo")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.flywaydb..")
                        .because("its classes change between versions, and it changes databases"));
    }

    @Test
    void driversAreKnownToTheirOwnEngineOnly() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.belay.db.sqlite", "dev.belay.store", "dev.belay.demo")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.sqlite..")
                        .because("db, watch and history speak to any engine"));
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("dev.belay.db.postgresql", "dev.belay.demo")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.postgresql..")
                        .because("db, watch and history speak to any engine"));
    }

    @Test
    void targetsGetNoPool() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.belay.store")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.zaxxer.hikari..")
                        .because("a pool costs a thread a target, and borrows when it matters"));
    }

    @Test
    void noSqliteFileIsOpenedBehindItsDriver() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.belay.db.sqlite")
                        // These read /proc alone.
                        .and()
                        .doNotHaveSimpleName("FileLocks")
                        .and()
                        .doNotHaveSimpleName("WalIndex")
                        .should()
                        .callMethodWhere(opensAFile())
                        .orShould()
                        .dependOnClassesThat()
                        .belongToAnyOf(
                                FileInputStream.class,
                                FileOutputStream.class,
                                RandomAccessFile.class,
                                FileChannel.class)
                        .because(
                                "closing any handle of a file drops the process's POSIX locks on"
                                        + " it, and another process can write into a transaction"));
    }

    private static DescribedPredicate<JavaCall<?>> opensAFile() {
        // createFile makes what was not there, so nobody can hold a lock on it.
        Set<String> harmless =
                Set.of(
                        "createFile",
                        "exists",
                        "notExists",
                        "size",
                        "isDirectory",
                        "isRegularFile",
                        "isReadable",
                        "isWritable",
                        "readAttributes",
                        "getAttribute",
                        "getFileStore",
                        "getOwner");
        return DescribedPredicate.describe(
                "a method of Files that opens one",
                call -> {
                    AccessTarget target = call.getTarget();
                    return target.getOwner().isEquivalentTo(Files.class)
                            && !harmless.contains(target.getName());
                });
    }

    @Test
    void nobodyPrintsPastTheCommandsOutput() {
        holds(
                noClasses()
                        .should(ACCESS_STANDARD_STREAMS)
                        .because(
                                "standard output belongs to the result, and one place makes it"
                                        + " inert"));
    }

    @Test
    void nobodyLogsPastBelaysLog() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.belay.log")
                        .and()
                        // It turns pgjdbc's own log off.
                        .doNotHaveFullyQualifiedName("dev.belay.db.postgresql.Driver")
                        .and()
                        // A DataSource has to name that type.
                        .doNotHaveFullyQualifiedName("dev.belay.db.SessionSource")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.logging..", "ch.qos.logback..")
                        .because("secrets are taken out of the log in one place"));
    }

    @Test
    void programsAreStartedInFewPlaces() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(
                                "dev.belay.tool", "dev.belay.db.ssh", "dev.belay.demo")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(ProcessBuilder.class)
                        .because("an argument array is to be seen where it is made"));
        holds(
                noClasses()
                        .should()
                        .callMethod(Runtime.class, "exec", String.class)
                        .because("it splits words as a shell would not"));
    }

    @Test
    void namesSayWhatAThingIs() {
        holds(
                classes()
                        .should()
                        .haveNameNotMatching(".*(Manager|Util|Utils|Helper|Impl)")
                        .andShould()
                        .haveNameNotMatching(".*\\.(Abstract|Base)[A-Z].*")
                        .because("such a word says nothing, and gathers everything"));
    }
}
