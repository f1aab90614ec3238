package org.junitisolated.internal.failure;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;

/**
 * Makes instances of a throwable class by whatever public constructor gives the right result. Constructors are not
 * known to do what their parameters suggest (some compute another message, some fix the cause), so each is tried, and
 * its result is judged.
 */
final class Construction {

    private final Class<? extends Throwable> type;
    private final Instance instance;

    Construction(Class<? extends Throwable> type, Instance instance) {
        this.type = type;
        this.instance = instance;
    }

    /** The first instance that {@code accept} finds good, or null if there is none. */
    @Nullable
    Throwable firstThat(Predicate<Throwable> accept) {
        for (Attempt attempt : attempts()) {
            Throwable made = attemptSafely(attempt, accept);
            if (made != null) {
                return made;
            }
        }
        return null;
    }

    private @Nullable Throwable attemptSafely(Attempt attempt, Predicate<Throwable> accept) {
        try {
            Throwable made = attempt.make();
            return made != null && causeCanFollow(attempt) && accept.test(made) ? made : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // This constructor is not the one: another may be.
            return null;
        }
    }

    /** In a cycle the cause can only be set afterwards: tried with a second instance, since it works only once. */
    private boolean causeCanFollow(Attempt attempt) throws ReflectiveOperationException {
        if (instance.causeFollows() && !StandIns.isStandIn(type)) {
            Throwable probe = Objects.requireNonNull(attempt.make());
            probe.initCause(new UnknownThrowable(null, "probe"));
        }
        return true;
    }

    private List<Attempt> attempts() {
        if (MultipleFailuresError.class.isAssignableFrom(type)) {
            return canSayMessage()
                    ? List.of(() -> make(new Class<?>[] {String.class, List.class}, heading(), instance.failures()))
                    : List.of();
        } else if (AssertionFailedError.class.isAssignableFrom(type)
                && instance.node().comparesValues()) {
            return comparisons();
        } else {
            return ordinary();
        }
    }

    private List<Attempt> comparisons() {
        Object expected = ComparedValues.wrap(instance.node().expected());
        Object actual = ComparedValues.wrap(instance.node().actual());
        @Nullable String message = instance.node().message();
        Class<?>[] three = {String.class, Object.class, Object.class};
        Class<?>[] four = {String.class, Object.class, Object.class, Throwable.class};
        // With three the cause can still be set; with four it is fixed.
        return List.of(
                () -> make(three, message, expected, actual),
                () -> make(four, message, expected, actual, instance.cause()));
    }

    /** Without a cause to pass, constructors that take none come first: those with one may insist on it. */
    private List<Attempt> ordinary() {
        @Nullable String message = instance.node().message();
        @Nullable Throwable cause = instance.cause();
        Attempt textOnly = () -> make(new Class<?>[] {String.class}, message);
        Attempt nothing = () -> message == null || StandIns.isStandIn(type) ? make(new Class<?>[0]) : null;
        Attempt both = () -> makeWithCause(new Class<?>[] {String.class, Throwable.class}, 1, message, cause);
        Attempt swapped = () -> makeWithCause(new Class<?>[] {Throwable.class, String.class}, 0, cause, message);
        Attempt causeOnly = () -> makeWithCause(new Class<?>[] {Throwable.class}, 0, cause);
        Attempt allocated = () -> Allocation.allocate(type, message);
        return cause == null
                ? List.of(textOnly, nothing, both, swapped, causeOnly, allocated)
                : List.of(both, swapped, textOnly, causeOnly, nothing, allocated);
    }

    private Throwable make(Class<?>[] parameters, @Nullable Object... arguments) throws ReflectiveOperationException {
        return type.getConstructor(parameters).newInstance(arguments);
    }

    /** The cause's parameter may be of any type that takes this cause, such as the IOException of an UncheckedIOException. */
    private @Nullable Throwable makeWithCause(Class<?>[] parameters, int causeAt, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] actual = constructor.getParameterTypes();
            if (actual.length == parameters.length
                    && Throwable.class.isAssignableFrom(actual[causeAt])
                    && (arguments[causeAt] == null || actual[causeAt].isInstance(arguments[causeAt]))
                    && sameBut(causeAt, parameters, actual)) {
                return type.cast(constructor.newInstance(arguments));
            }
        }
        return null;
    }

    private static boolean sameBut(int ignored, Class<?>[] parameters, Class<?>[] actual) {
        List<Class<?>> left = new ArrayList<>(List.of(parameters));
        List<Class<?>> right = new ArrayList<>(List.of(actual));
        left.remove(ignored);
        right.remove(ignored);
        return left.equals(right);
    }

    /**
     * A MultipleFailuresError's message contains those of its failures, which may be told many times: asked first, it could
     * be far longer than all that has been read.
     */
    private boolean canSayMessage() {
        @Nullable String message = instance.node().message();
        long shortest = 0;
        for (Throwable failure : instance.failures()) {
            shortest += Objects.requireNonNullElse(failure.getMessage(), "").length();
        }
        return StandIns.isStandIn(type) || (message != null && message.length() >= shortest);
    }

    /** A MultipleFailuresError puts "(n failures)" and its failures' messages behind its heading. */
    private @Nullable String heading() {
        @Nullable String message = instance.node().message();
        int size = instance.failures().size();
        if (message == null || size == 0) {
            return message;
        }
        int end = message.indexOf(" (" + size + (size == 1 ? " failure)" : " failures)") + System.lineSeparator());
        return end < 0 ? message : message.substring(0, end);
    }

    @FunctionalInterface
    private interface Attempt {
        @Nullable
        Throwable make() throws ReflectiveOperationException;
    }
}
