package org.junitisolated.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** In the parent no class of the user's is loaded, let alone initialised; and nothing depends on Byte Buddy. */
class LoadingTest {

    private static final String OURS = "org.junitisolated.internal.";

    @Test
    void noClassOfTheUsersIsAskedFor() throws Exception {
        RecordingLoader parent = new RecordingLoader("");
        byte[] bytes = Crossing.write(ThrowableData.capture(usersFailure(new RuntimeException("root"))));

        Throwable rebuilt = rebuildIn(parent, bytes);

        assertThat(rebuilt.getClass().getName()).isEqualTo(UsersFailure.class.getName());
        assertThat(parent.asked)
                .anyMatch(name -> name.startsWith("net.bytebuddy."))
                .noneMatch(name -> name.contains("Users"));
    }

    @Test
    void theRecordingWouldNoticeIt() throws Exception {
        RecordingLoader parent = new RecordingLoader("");

        Class.forName(UsersFailure.class.getName(), false, parent);

        assertThat(parent.asked).anyMatch(name -> name.contains("Users"));
    }

    @Test
    void withoutByteBuddyTheKindAndTheTextAreKept() throws Exception {
        RecordingLoader parent = new RecordingLoader("net.bytebuddy.");
        Throwable cause = new IOException("cause");

        Throwable failure = rebuildIn(parent, Crossing.write(ThrowableData.capture(usersFailure(cause))));
        Throwable abort = rebuildIn(parent, Crossing.write(ThrowableData.capture(new UsersAbort("abort"))));
        Throwable known = rebuildIn(parent, Crossing.write(ThrowableData.capture(cause)));

        assertThat(failure).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(failure).hasMessage(UsersFailure.class.getName() + ": message");
        assertThat(failure.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("cause");
        assertThat(failure.getStackTrace()[0].getMethodName()).isEqualTo("usersFailure");
        assertThat(abort).isExactlyInstanceOf(TestAbortedException.class).hasMessageContaining("abort");
        assertThat(known).isExactlyInstanceOf(IOException.class).hasMessage("cause");
    }

    private static UsersFailure usersFailure(Throwable cause) {
        return new UsersFailure("message", cause);
    }

    private static Throwable rebuildIn(RecordingLoader parent, byte[] bytes) throws Exception {
        Class<?> crossing = Class.forName(Crossing.class.getName(), true, parent);
        var read = crossing.getDeclaredMethod("read", byte[].class);
        read.setAccessible(true);
        Object data = read.invoke(null, (Object) bytes);
        parent.asked.clear();
        return (Throwable) Class.forName(ThrowableRebuilder.class.getName(), true, parent)
                .getMethod("rebuild", data.getClass())
                .invoke(null, data);
    }

    static final class UsersFailure extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        UsersFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static final class UsersAbort extends TestAbortedException {
        private static final long serialVersionUID = 1L;

        UsersAbort(String message) {
            super(message);
        }
    }

    /** A class loader of a parent JVM of its own: it defines our classes anew, and writes down every name asked for. */
    private static final class RecordingLoader extends ClassLoader {

        private final Set<String> asked = ConcurrentHashMap.newKeySet();
        private final String missing;

        RecordingLoader(String missing) {
            super(LoadingTest.class.getClassLoader());
            this.missing = missing;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                asked.add(name);
                if (!missing.isEmpty() && name.startsWith(missing)) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith(OURS)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] classFile = in.readAllBytes();
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
