package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.fixtures;
import static org.junitisolated.kit.FixtureRun.run;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junitisolated.Isolated.Scope;
import org.junitisolated.kit.OwnProcess;
import org.junitisolated.kit.Results;

/** A child that a class shares, and loses in one test, costs that test: those after it share another. */
class LostClassTest {

    @Isolated(pid = true, scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class LosesTwo {

        private static int begun;

        @BeforeAll
        static void begin() {
            begun++;
        }

        @AfterAll
        static void end() {
            assertThat(begun).isEqualTo(1);
        }

        @Test
        void aPasses() {}

        @Test
        void bExits() {
            System.exit(3);
        }

        @Test
        void cPasses() {}

        @Test
        void dIsKilled() throws Exception {
            OwnProcess.signal("KILL");
            Thread.sleep(20_000);
        }

        @Test
        void ePasses() {}

        @Test
        void fFailsByItself() {
            throw new IllegalStateException("its own failure");
        }
    }

    @Test
    void eachLossCostsOneTest() {
        Results results = run(LosesTwo.class);

        assertThat(results.failure("bExits()")).hasMessageContaining("exit code 3");
        assertThat(results.failure("dIsKilled()")).hasMessageContaining("SIGKILL");
        assertThat(results.failure("fFailsByItself()")).hasMessageContaining("its own failure");
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(3);
        assertThat(results.outcome("LostClassTest$LosesTwo")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(scope = Scope.CLASS)
    @TestClassOrder(ClassOrderer.OrderAnnotation.class)
    static class WithNested {

        @Test
        void first() {}

        @Nested
        @Order(1)
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class Losing {

            @Test
            void aHalts() {
                Runtime.getRuntime().halt(7);
            }

            @Test
            void bPasses() {}

            @Test
            void cHaltsAgain() {
                Runtime.getRuntime().halt(8);
            }
        }

        @Nested
        @Order(2)
        @TestMethodOrder(MethodOrderer.MethodName.class)
        class After {

            @Test
            void aPasses() {}

            @Test
            void bFails() {
                throw new IllegalStateException("after a loss");
            }
        }
    }

    @Test
    void soItIsInNestedClasses() {
        Results results = run(WithNested.class);

        assertThat(results.failure("aHalts()")).hasMessageContaining("exit code 7");
        assertThat(results.failure("cHaltsAgain()")).hasMessageContaining("exit code 8");
        assertThat(results.failure("bFails()")).hasMessageContaining("after a loss");
        assertThat(results.tests("SUCCESSFUL")).isEqualTo(3);
        assertThat(results.outcome("After")).isEqualTo("SUCCESSFUL");
    }

    @Isolated(scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class CannotBeginAgain {

        @BeforeAll
        static void begin() throws Exception {
            Files.createFile(Path.of(System.getProperty("lost.class.file")));
        }

        @Test
        void aExits() {
            System.exit(3);
        }

        @Test
        void bWouldPass() {}

        @Test
        void cWouldPass() {}
    }

    @Test
    void whatKeepsTheClassFromBeginningAnewIsTold(@TempDir Path directory) {
        System.setProperty("lost.class.file", directory.resolve("file").toString());
        try {
            Results results = fixtures().of(CannotBeginAgain.class);

            assertThat(results.failure("bWouldPass()")).isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
            assertThat(results.outcome("cWouldPass()")).isEqualTo("FAILED");
        } finally {
            System.clearProperty("lost.class.file");
        }
    }
}
