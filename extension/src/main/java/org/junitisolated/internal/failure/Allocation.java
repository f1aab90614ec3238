package org.junitisolated.internal.failure;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Makes a throwable without running the constructor of its class, only Throwable's own, for classes whose constructors
 * want what a description does not have (such as a DateTimeParseException). That is how deserialisation makes objects,
 * by the JDK's {@code sun.reflect.ReflectionFactory}, found reflectively because a run-time image need not have it.
 */
final class Allocation {

    private static final String FACTORY = "sun.reflect.ReflectionFactory";

    static Throwable allocate(Class<? extends Throwable> type, @Nullable String message)
            throws ReflectiveOperationException {
        Class<?> factoryType = Class.forName(FACTORY);
        Object factory = factoryType.getMethod("getReflectionFactory").invoke(null);
        Method maker = factoryType.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
        // The constructor without a cause: it leaves the cause to be set later.
        Constructor<?> ofThrowable = Throwable.class.getConstructor(String.class);
        Constructor<?> constructor = (Constructor<?>) maker.invoke(factory, type, ofThrowable);
        return type.cast(constructor.newInstance(message));
    }

    private Allocation() {}
}
