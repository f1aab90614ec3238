package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestInstancePreDestroyCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.FixtureRun;

/** Whatever an extension implements is called where the test is, and never in the parent because of isolation. */
class OtherExtensionsTest {

    private static final String DIRECTORY = "fixture.directory";
    private static final String PARENT = "" + ProcessHandle.current().pid();

    /** An extension of every kind; each call is a line in a file of the JVM that it happens in. */
    private static final class EveryCallback implements InvocationHandler {

        private static final Class<?>[] KINDS = {
            ExecutionCondition.class,
            BeforeAllCallback.class,
            BeforeEachCallback.class,
            BeforeTestExecutionCallback.class,
            AfterTestExecutionCallback.class,
            AfterEachCallback.class,
            AfterAllCallback.class,
            TestInstancePreConstructCallback.class,
            TestInstancePostProcessor.class,
            TestInstancePreDestroyCallback.class,
            ParameterResolver.class,
            TestTemplateInvocationContextProvider.class,
            InvocationInterceptor.class,
            LifecycleMethodExecutionExceptionHandler.class,
            TestExecutionExceptionHandler.class,
            TestWatcher.class,
        };

        static Extension extension() {
            return (Extension)
                    Proxy.newProxyInstance(OtherExtensionsTest.class.getClassLoader(), KINDS, new EveryCallback());
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return method.invoke(this, arguments);
            }
            write(method.getName());
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            } else if (method.getName().startsWith("handle")) {
                throw (Throwable) arguments[1];
            } else if (method.getReturnType() == ConditionEvaluationResult.class) {
                return ConditionEvaluationResult.enabled("no reason");
            }
            return method.getReturnType() == boolean.class ? false : null;
        }

        private static void write(String call) {
            Path file = Path.of(
                    System.getProperty(DIRECTORY), "" + ProcessHandle.current().pid());
            try {
                Files.writeString(file, call + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static class Fixture {

        @RegisterExtension
        static final Extension OF_THE_CLASS = EveryCallback.extension();

        @RegisterExtension
        final Extension ofTheInstance = EveryCallback.extension();

        @BeforeAll
        static void beforeAll() {}

        @BeforeEach
        void beforeEach() {}

        @AfterEach
        void afterEach() {}

        @AfterAll
        static void afterAll() {}

        @Test
        void passes() {}

        @Test
        void fails() {
            fail("as it must");
        }

        @Test
        @Disabled("as it is")
        void disabled() {}

        @RepeatedTest(2)
        void repeated() {}

        @ParameterizedTest
        @ValueSource(ints = 1)
        void parameterized(int number) {}

        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(dynamicTest("dynamic", () -> {}));
        }

        @Nested
        class Inner {
            @Test
            void inner() {}
        }
    }

    @TempDir
    Path directory;

    private Set<String> callsOf(String file) {
        try {
            return new TreeSet<>(Files.readAllLines(directory.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String... parameters) {
        System.setProperty(DIRECTORY, directory.toString());
        try {
            FixtureRun run = FixtureRun.fixtures();
            for (int i = 0; i < parameters.length; i += 2) {
                run.with(parameters[i], parameters[i + 1]);
            }
            run.of(Fixture.class);
        } finally {
            System.clearProperty(DIRECTORY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invocation", "method", "class"})
    void theyAreCalledInTheChildrenOnly(String scope) throws IOException {
        run("isolated.enabled", "false");
        Set<String> plain = callsOf(PARENT);
        assertThat(plain)
                .contains("beforeAll", "interceptTestFactoryMethod", "handleTestExecutionException", "testFailed")
                .hasSizeGreaterThanOrEqualTo(25);
        Files.delete(directory.resolve(PARENT));

        run("isolated.all", "pid", "isolated.scope", scope);

        assertThat(directory.resolve(PARENT)).doesNotExist();
        try (Stream<Path> files = Files.list(directory)) {
            Set<String> isolated = files.flatMap(
                            file -> callsOf(file.getFileName().toString()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            // The parent sees @Disabled; where it starts no child, nobody is told.
            isolated.add("testDisabled");
            assertThat(isolated).isEqualTo(plain);
        }
    }
}
