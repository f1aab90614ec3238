package org.junitisolated.internal.failure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and keeps the classes that bear the names of the user's, and that hold nothing of them but texts. */
final class StandIns {

    /** Put before names that cannot be defined, such as those of the JDK. */
    static final String PREFIX = "org.junitisolated.standin.";

    /** For those of which no name can be made at all. */
    static final String UNNAMED = PREFIX + "Unnamed";

    private static final int KEPT = 256;

    /** Two failures of one type shall have one class, but a build with a great many types shall not keep them all. */
    private static final Map<Key, Class<?>> CACHE = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Class<?>> eldest) {
            return size() > KEPT;
        }
    });

    static boolean isStandIn(Class<?> type) {
        return type.getClassLoader() instanceof StandInLoader;
    }

    /** A class of that name, or as near to it as can be defined, below that supertype. */
    static Class<? extends Throwable> throwable(String name, Class<? extends Throwable> superType) {
        String definable = name.equals(superType.getName()) ? PREFIX + name : definable(name);
        return CACHE.computeIfAbsent(
                        new Key(definable, superType), key -> StandInClasses.throwable(key.name(), superType))
                .asSubclass(Throwable.class);
    }

    /** An object whose class has that name, and whose {@code toString} says that text. */
    static Object valueOf(String typeName, String text) throws ReflectiveOperationException {
        if (!definable(typeName).equals(typeName)) {
            throw new IllegalArgumentException("no class can have the name " + typeName);
        }
        Class<?> type = CACHE.computeIfAbsent(new Key(typeName, Object.class), key -> StandInClasses.value(key.name()));
        Object value = type.getConstructor().newInstance();
        type.getField(StandInClasses.TEXT).set(value, text);
        return value;
    }

    static void setTexts(Throwable standIn, ThrowableNode node) throws ReflectiveOperationException {
        set(standIn, StandInClasses.MESSAGE, node.message());
        set(standIn, StandInClasses.LOCALIZED_MESSAGE, node.localizedMessage());
        set(standIn, StandInClasses.TEXT, node.text());
    }

    static void setCause(Throwable standIn, @Nullable Throwable cause) throws ReflectiveOperationException {
        set(standIn, StandInClasses.CAUSE, cause);
    }

    private static void set(Throwable standIn, String field, @Nullable Object value)
            throws ReflectiveOperationException {
        standIn.getClass().getField(field).set(standIn, value);
    }

    /** Hidden classes have a slash in their names, and a hostile child may send any name at all. */
    private static String definable(String name) {
        String legal = name.replaceAll("[/;\\[]", "_").replaceAll("\\.(?=\\.|$)|^\\.", "_");
        return legal.startsWith("java.") ? PREFIX + legal : legal;
    }

    private record Key(String name, Class<?> superType) {}

    private StandIns() {}
}
