package org.junitisolated.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.internal.failure.Crossing.cross;
import static org.junitisolated.internal.failure.Crossing.print;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types of the user's get stand-ins: of the same name, below the nearest known supertype, and printing alike. */
class StandInsTest {

    static Stream<Throwable> users() {
        return Stream.of(
                new Checked("message", new IOException("cause")),
                new Unchecked(),
                new Fatal("message"),
                new Bare("message"),
                Hidden.create(),
                new Deep("message"),
                new Localized("message"),
                new Spoken("message"),
                new OfAProtectedConstructor("message"),
                new NarrowCause(new IOException("cause")),
                new NarrowCause(new Deep("cause")),
                new WithoutStackTrace("message"),
                new RuntimeException("outer", new Unchecked()),
                new Exception() {
                    private static final long serialVersionUID = 1L;
                },
                new Checked("lone \uD800, pair \uD83D\uDE00, \u0000", null),
                new Checked(null, null));
    }

    @ParameterizedTest
    @MethodSource("users")
    void printAlikeToTheLastFrame(Throwable original) {
        Throwable rebuilt = cross(original);

        assertThat(print(rebuilt)).isEqualTo(print(original));
        assertThat(rebuilt.getMessage()).isEqualTo(original.getMessage());
        assertThat(rebuilt.getLocalizedMessage()).isEqualTo(original.getLocalizedMessage());
        assertThat(rebuilt).hasToString(original.toString());
        assertThat(rebuilt.getClass().getName()).isEqualTo(original.getClass().getName());
        assertThat(rebuilt.getStackTrace()).hasSameSizeAs(original.getStackTrace());
    }

    @ParameterizedTest
    @MethodSource("users")
    void haveTheNearestSupertypeThatIsKnown(Throwable original) {
        Throwable rebuilt = cross(original);

        Class<?> nearest = original.getClass();
        while (nearest.getClassLoader() != null) {
            nearest = nearest.getSuperclass();
        }
        assertThat(rebuilt).isInstanceOf(nearest);
        if (original.getClass().getClassLoader() != null) {
            assertThat(rebuilt.getClass()).isNotSameAs(original.getClass());
        }
    }

    @Test
    void areOfOneClassForOneType() {
        assertThat(cross(new Unchecked()).getClass())
                .isSameAs(cross(new Unchecked()).getClass());
    }

    @Test
    void cyclesOfCausesStayCycles() {
        Checked first = new Checked("first", null);
        Unchecked second = new Unchecked();
        first.initCause(second);
        second.initCause(first);

        Throwable rebuilt = cross(first);

        assertThat(rebuilt.getCause().getCause()).isSameAs(rebuilt);
        assertThat(print(rebuilt)).isEqualTo(print(first)).contains("[CIRCULAR REFERENCE: ");
    }

    @Test
    void hiddenClassesGetANameThatIsAllowed() throws Exception {
        byte[] classFile;
        try (var in = Unchecked.class.getResourceAsStream("StandInsTest$ToBeHidden.class")) {
            classFile = in.readAllBytes();
        }
        Throwable original = java.lang.invoke.MethodHandles.lookup()
                .defineHiddenClass(classFile, false)
                .lookupClass()
                .asSubclass(Throwable.class)
                .getDeclaredConstructor()
                .newInstance();

        Throwable rebuilt = cross(original);

        assertThat(rebuilt).isInstanceOf(IllegalStateException.class).hasToString(original.toString());
        assertThat(rebuilt.getClass().getName())
                .isEqualTo(original.getClass().getName().replace('/', '_'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                "a.",
                ".a",
                "/",
                "[I",
                "[Lx;",
                "int",
                "java.lang.NoSuchThing",
                "java.",
                "java",
                "a b",
                "\uD800",
                "\u0000",
                "\n",
                "org.junitisolated.internal.failure.ThrowableRebuilder",
                "java.lang.String",
                "org.junit.NoSuchThing",
                "org.opentest4j.",
                "module-info",
                "a.package-info",
                "<init>",
                "java.lang.Throwable"
            })
    void anyNameThatAHostileChildMaySendIsSurvived(String name) {
        for (List<String> supertypes :
                List.of(List.of(name, name), List.of(name, "java.lang.RuntimeException"), List.of(name))) {
            Throwable rebuilt = ThrowableRebuilder.rebuild(new ThrowableData(List.of(node(supertypes))));

            assertThat(rebuilt).hasToString("text of the original").hasMessage("message");
            assertThat(rebuilt.getStackTrace()).containsExactly(new StackTraceElement("A", "b", "c", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java.lang.Throwable", "java.lang.VirtualMachineError", "java.lang.ExceptionInInitializerError"})
    void aKnownTypeThatSaysToBeItsOwnCauseIsSurvived(String name) {
        ThrowableNode own =
                new ThrowableNode(List.of(name), null, null, name, List.of(), 0, List.of(0), List.of(0), null, null);

        assertThat(ThrowableRebuilder.rebuild(new ThrowableData(List.of(own)))).hasToString(name);
    }

    @Test
    void aNameTooLongIsSurvived() {
        Throwable rebuilt = ThrowableRebuilder.rebuild(
                new ThrowableData(List.of(node(List.of("a".repeat(70_000), "java.io.IOException")))));

        assertThat(rebuilt).isInstanceOf(IOException.class).hasToString("text of the original");
    }

    @Test
    void neitherLoaderNorClassIsKeptForEver() throws Exception {
        WeakReference<Class<?>> first = new WeakReference<>(standIn("user.First"));
        for (int i = 0; i < 300; i++) {
            standIn("user.Other" + i);
        }
        for (int i = 0; i < 50 && first.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(first.get()).isNull();
    }

    @Test
    void buildToolsCanSerializeThem() throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(cross(new Checked("message", new Unchecked())));
        }
    }

    private static Class<?> standIn(String name) {
        return ThrowableRebuilder.rebuild(new ThrowableData(List.of(node(List.of(name, "java.lang.Exception")))))
                .getClass();
    }

    private static ThrowableNode node(List<String> typeNames) {
        return new ThrowableNode(
                typeNames,
                "message",
                "message",
                "text of the original",
                List.of(new StackTraceElement("A", "b", "c", 1)),
                ThrowableNode.NONE,
                List.of(),
                List.of(),
                null,
                null);
    }

    @SuppressWarnings("serial")
    static class Checked extends Exception {
        final StringBuilder field = new StringBuilder("state");

        Checked(String message, Throwable cause) {
            super(message);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    @SuppressWarnings("serial")
    static class Unchecked extends RuntimeException {}

    @SuppressWarnings("serial")
    static final class Fatal extends Error {
        Fatal(String message) {
            super(message);
        }
    }

    @SuppressWarnings("serial")
    static final class Bare extends Throwable {
        Bare(String message) {
            super(message);
        }
    }

    @SuppressWarnings("serial")
    static final class Hidden extends Checked {
        private Hidden() {
            super("from a private constructor", null);
        }

        static Hidden create() {
            return new Hidden();
        }
    }

    @SuppressWarnings("serial")
    static final class Deep extends java.io.FileNotFoundException {
        Deep(String message) {
            super(message);
        }
    }

    @SuppressWarnings("serial")
    static final class Localized extends RuntimeException {
        Localized(String message) {
            super(message);
        }

        @Override
        public String getLocalizedMessage() {
            return "Botschaft";
        }
    }

    @SuppressWarnings({"serial", "OverrideThrowableToString"})
    static final class Spoken extends RuntimeException {
        Spoken(String message) {
            super(message);
        }

        @Override
        public String toString() {
            return "says: " + getMessage();
        }
    }

    @SuppressWarnings("serial")
    static final class OfAProtectedConstructor extends ExecutionException {
        OfAProtectedConstructor(String message) {
            super(message);
        }
    }

    @SuppressWarnings("serial")
    static final class NarrowCause extends UncheckedIOException {
        NarrowCause(IOException cause) {
            super(cause);
        }
    }

    @SuppressWarnings("serial")
    static final class WithoutStackTrace extends RuntimeException {
        WithoutStackTrace(String message) {
            super(message, null, false, false);
        }
    }

    @SuppressWarnings("serial")
    static final class ToBeHidden extends IllegalStateException {
        ToBeHidden() {
            super("hidden");
        }
    }
}
