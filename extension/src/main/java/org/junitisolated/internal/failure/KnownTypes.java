package org.junitisolated.internal.failure;

import java.net.URL;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the throwable types that the parent may load and initialise: those of the JDK, of JUnit and of opentest4j. Any
 * other name is a class of the user's, which is not even looked for.
 */
final class KnownTypes {

    private static final @Nullable ClassLoader OUR_LOADER = KnownTypes.class.getClassLoader();

    /** Packages of the JDK; asking the platform loader would also find classes of the user's named modules. */
    private static final Set<String> JDK_PACKAGES = ModuleLayer.boot().modules().stream()
            .filter(module -> isOfJdk(module.getClassLoader()))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** The type of that name, not initialised yet, or null if the parent must not or cannot have it. */
    static @Nullable Class<? extends Throwable> find(String name) {
        try {
            if (JDK_PACKAGES.contains(packageOf(name))) {
                return ofJdk(name);
            }
            return isOfJUnit(name) ? load(name, OUR_LOADER) : null;
        } catch (ClassNotFoundException | LinkageError | ClassCastException e) {
            return null;
        }
    }

    /**
     * Whether a substitute had better be of that type than bear its name: no class of ours can be in {@code java.*}, and
     * to JUnit it is the type that tells an abort from a failure.
     */
    static boolean mattersMoreThanName(Class<?> type) {
        return type.getName().startsWith("java.") || isOfJUnit(type.getName());
    }

    private static @Nullable Class<? extends Throwable> ofJdk(String name) throws ClassNotFoundException {
        Class<? extends Throwable> type = load(name, ClassLoader.getPlatformClassLoader());
        return isOfJdk(type.getClassLoader()) ? type : null;
    }

    private static boolean isOfJdk(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /**
     * Tests may themselves be in a package below {@code org.junit}, so the name is not enough; but they are compiled
     * into directories, and JUnit comes in jars.
     */
    private static boolean isOfJUnit(String name) {
        if (OUR_LOADER == null || !(name.startsWith("org.opentest4j.") || name.startsWith("org.junit."))) {
            return false;
        }
        URL resource = OUR_LOADER.getResource(name.replace('.', '/') + ".class");
        return resource != null && !resource.getProtocol().equals("file");
    }

    private static Class<? extends Throwable> load(String name, @Nullable ClassLoader loader)
            throws ClassNotFoundException {
        return Class.forName(name, false, loader).asSubclass(Throwable.class);
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private KnownTypes() {}
}
