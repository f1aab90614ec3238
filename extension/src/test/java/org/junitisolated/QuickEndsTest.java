package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A result is reported when it is final; what comes next starts when the child is gone. */
class QuickEndsTest {

    private static final String FILE = "fixture.quick.file";
    private static final long HOOK_MILLIS = 2000;

    @TempDir
    Path directory;

    @BeforeEach
    void tellFile() {
        System.setProperty(FILE, directory.resolve("written-at-the-end").toString());
    }

    @AfterEach
    void forgetFile() {
        System.clearProperty(FILE);
    }

    private static Path file() {
        return Path.of(System.getProperty(FILE));
    }

    /** A shutdown hook that takes its time. */
    private static void writeAtTheEnd() {
        Path file = file();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Thread.sleep(HOOK_MILLIS);
                Files.createFile(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @TestMethodOrder(OrderAnnotation.class)
    abstract static class TakesItsTimeToEnd {
        @Test
        @Order(1)
        @Isolated(pid = true)
        void first() {
            writeAtTheEnd();
        }
    }

    static class WithOwnProcesses extends TakesItsTimeToEnd {
        @Test
        @Order(2)
        @Isolated(pid = true)
        void second() {
            assertThat(file()).exists();
        }
    }

    static class BeforeAPlainTest extends TakesItsTimeToEnd {
        @Test
        @Order(2)
        void second() {
            assertThat(file()).exists();
        }
    }

    @TestMethodOrder(OrderAnnotation.class)
    static class WithoutOwnProcesses {
        @Test
        @Order(1)
        @Isolated
        void first() {
            writeAtTheEnd();
        }
    }

    /** Notes of each test how it ended, and whether the file was there then. */
    private static List<String> endsOf(Class<?> fixture) {
        List<String> ends = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(fixture))
                                .configurationParameter("isolated.enabled", "true")
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                                if (identifier.isTest()) {
                                    ends.add(identifier.getDisplayName() + " " + result.getStatus()
                                            + (Files.exists(file()) ? " after" : " before"));
                                }
                            }
                        });
        return ends;
    }

    @Test
    void theNextTestBeginsWhenTheChildOfTheLastOneIsGone() {
        assertThat(endsOf(WithOwnProcesses.class))
                .containsExactly("first() SUCCESSFUL before", "second() SUCCESSFUL after");
    }

    @Test
    void soDoesAPlainTest() {
        assertThat(endsOf(BeforeAPlainTest.class))
                .containsExactly("first() SUCCESSFUL before", "second() SUCCESSFUL after");
    }

    @Test
    void thePlanEndsWhenTheLastChildIsGone() {
        endsOf(WithOwnProcesses.class);
        assertThat(file()).exists();
    }

    @Test
    void whereProcessesMayBeLeftTheResultWaitsForThem() {
        assertThat(endsOf(WithoutOwnProcesses.class)).containsExactly("first() SUCCESSFUL after");
    }
}
