package org.junitisolated.internal.failure;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import java.lang.reflect.Modifier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.FieldAccessor;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Generates stand-in classes; the only class that knows Byte Buddy, so that the rest works without it. A stand-in's
 * texts and cause are public fields of its own, and its methods return them, whatever the supertype makes of them.
 */
final class StandInClasses {

    static final String MESSAGE = "standIn$message";
    static final String LOCALIZED_MESSAGE = "standIn$localizedMessage";
    static final String TEXT = "standIn$text";
    static final String CAUSE = "standIn$cause";

    static Class<?> throwable(String name, Class<? extends Throwable> superType) {
        requireExtensible(superType);
        DynamicType.Builder<?> type = byteBuddy()
                // Protected constructors become public, and so do those of classes that are meant to be extended only.
                .subclass(superType, ConstructorStrategy.Default.IMITATE_SUPER_CLASS_OPENING)
                .modifiers(Visibility.PUBLIC)
                .name(name);
        type = getter(type, "getMessage", MESSAGE, String.class);
        type = getter(type, "getLocalizedMessage", LOCALIZED_MESSAGE, String.class);
        type = getter(type, "toString", TEXT, String.class);
        type = getter(type, "getCause", CAUSE, Throwable.class);
        return define(name, type, superType);
    }

    static Class<?> value(String name) {
        DynamicType.Builder<?> type =
                byteBuddy().subclass(Object.class).modifiers(Visibility.PUBLIC).name(name);
        return define(name, getter(type, "toString", TEXT, String.class), Object.class);
    }

    /** The version is given, so that Byte Buddy need not know the JVM it runs on; names that only Kotlin allows are fine. */
    private static ByteBuddy byteBuddy() {
        return new ByteBuddy(ClassFileVersion.JAVA_V17).with(TypeValidation.DISABLED);
    }

    private static DynamicType.Builder<?> getter(
            DynamicType.Builder<?> type, String method, String field, Class<?> fieldType) {
        return type.defineField(field, fieldType, Visibility.PUBLIC)
                .method(named(method).and(takesNoArguments()))
                .intercept(returning(field));
    }

    /** Typed dynamically, since some classes narrow the type of their cause. */
    private static Implementation returning(String field) {
        return FieldAccessor.ofField(field).withAssigner(Assigner.DEFAULT, Assigner.Typing.DYNAMIC);
    }

    private static Class<?> define(String name, DynamicType.Builder<?> type, Class<?> superType) {
        try (DynamicType.Unloaded<?> made = type.make()) {
            return new StandInLoader(superType).define(name, made.getBytes());
        }
    }

    private static void requireExtensible(Class<?> superType) {
        boolean accessible = Modifier.isPublic(superType.getModifiers())
                && !Modifier.isFinal(superType.getModifiers())
                && superType.getModule().isExported(superType.getPackageName());
        if (!accessible) {
            throw new IllegalArgumentException(superType + " cannot be extended from outside");
        }
    }

    private StandInClasses() {}
}
