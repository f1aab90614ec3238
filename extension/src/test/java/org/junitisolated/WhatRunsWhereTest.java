package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** Everything of an isolated test runs in the child, and nothing of it in the parent. */
class WhatRunsWhereTest {

    private static final long PARENT = ProcessHandle.current().pid();

    @TempDir
    Path directory;

    @BeforeEach
    void tellFixturesWhereToWrite() {
        System.setProperty("fixture.directory", directory.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("fixture.directory");
    }

    /** Writes the pid of this JVM, as the host sees it, under a name. */
    static void report(String what) {
        Path file = Path.of(System.getProperty("fixture.directory"), what);
        try {
            Files.writeString(
                    file, ProcessHandle.current().pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<Long> pidsOf(String what) throws IOException {
        Set<Long> pids = new TreeSet<>();
        for (String line : Files.readAllLines(directory.resolve(what))) {
            pids.add(Long.valueOf(line));
        }
        return pids;
    }

    static final class ForeignExtension implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            report("foreign extension");
        }
    }

    @Isolated
    @ExtendWith(ForeignExtension.class)
    static class AllIsolated {

        static {
            report("static initialiser");
        }

        AllIsolated() {
            report("constructor");
        }

        @BeforeAll
        static void beforeAll() {
            report("before all");
        }

        @AfterAll
        static void afterAll() {
            report("after all");
        }

        @Test
        void one() {
            report("test");
        }

        @Test
        void two() {
            report("test");
        }
    }

    @Test
    void nothingOfAnIsolatedClassRunsInTheParent() throws IOException {
        Results results = run(AllIsolated.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        for (String what : new String[] {
            "static initialiser", "constructor", "before all", "after all", "test", "foreign extension"
        }) {
            assertThat(pidsOf(what)).as(what).hasSize(2).doesNotContain(PARENT);
        }
    }

    static class Mixed {

        @BeforeAll
        static void beforeAll() {
            report("before all");
        }

        @Test
        void plain() {
            report("plain");
        }

        @Test
        @Isolated
        void isolated() {
            report("isolated");
        }
    }

    @Test
    void aMixedClassRunsItsPlainTestInTheParent() throws IOException {
        Results results = run(Mixed.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(2);
        assertThat(pidsOf("plain")).containsExactly(PARENT);
        assertThat(pidsOf("isolated")).doesNotContain(PARENT);
        assertThat(pidsOf("before all")).hasSize(2).contains(PARENT);
    }

    @Isolated
    @Retention(RetentionPolicy.RUNTIME)
    @interface OwnAnnotation {}

    @OwnAnnotation
    static class Base {
        @Test
        void inherited() {
            report("inherited");
        }
    }

    static class Derived extends Base {
        @Test
        void own() {
            report("own");
        }

        @Nested
        class Inner {
            @Test
            void nested() {
                report("nested");
            }
        }
    }

    @Isolated
    static class IsolatedBase {
        @Test
        void inherited() {
            report("inherited");
        }
    }

    static class DerivedFromIsolated extends IsolatedBase {
        @Test
        void own() {
            report("own");
        }

        @Nested
        class Inner {
            @Test
            void nested() {
                report("nested");
            }
        }
    }

    /** By the annotation itself, and by a meta-annotation that is inherited like it. */
    @ParameterizedTest
    @ValueSource(classes = {DerivedFromIsolated.class, Derived.class})
    void subclassesAndNestedClassesAreIsolatedToo(Class<?> fixture) throws IOException {
        Results results = run(fixture);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(3);
        assertThat(pidsOf("inherited")).doesNotContain(PARENT);
        assertThat(pidsOf("own")).doesNotContain(PARENT);
        assertThat(pidsOf("nested")).doesNotContain(PARENT);
    }

    @Isolated
    static class Inherits {
        @Test
        void systemProperty() {
            report(System.getProperty("fixture.value"));
        }

        @Test
        void workingDirectoryAndEnvironment() {
            report(Path.of("").toAbsolutePath().getFileName()
                    + System.getenv("PATH").replace('/', '_'));
        }

        @Test
        void standardInputIsEmpty() throws IOException {
            report("stdin " + System.in.read());
        }
    }

    @Test
    void theChildInheritsPropertiesDirectoryAndEnvironment() throws IOException {
        System.setProperty("fixture.value", "ä \"b\" \\ \uD83D\uDE00");
        Results results = run(Inherits.class);

        assertThat(results.tests("SUCCESSFUL")).as(results.failures()).isEqualTo(3);
        assertThat(directory.resolve("ä \"b\" \\ \uD83D\uDE00")).exists();
        assertThat(directory.resolve(Path.of("").toAbsolutePath().getFileName()
                        + System.getenv("PATH").replace('/', '_')))
                .exists();
        assertThat(directory.resolve("stdin -1")).exists();
    }
}
