package org.junitisolated.internal.failure;

import org.jspecify.annotations.Nullable;

/** Holds one stand-in class. A loader each, so that names never meet and every class can be collected by itself. */
final class StandInLoader extends ClassLoader {

    /** @param superType what the stand-in extends; its loader is the only one that is ever asked for a class */
    StandInLoader(Class<?> superType) {
        super(parent(superType.getClassLoader()));
    }

    Class<?> define(String name, byte[] classFile) {
        return defineClass(name, classFile, 0, classFile.length);
    }

    private static ClassLoader parent(@Nullable ClassLoader loader) {
        return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }
}
