package org.junitisolated.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Maven project with as many test classes as are wanted. Three kinds have one test each, since Surefire makes a fork for a
 * class, and two have {@value #NETWORK_TESTS}. They differ in nothing but what their names say.
 *
 * @param directory the project, and the working directory of all that is measured
 */
record TestProject(Path directory) {

    /** Runs in plain JUnit. */
    static final String PLAIN = "plain.Plain";
    /** The same, isolated. */
    static final String HERMETIC = "hermetic.Hermetic";
    /**
     * Isolated; takes as many milliseconds as {@link #SLEEP} says, has the file {@link #RUNNING} open meanwhile, and prints
     * how long it took in a line that {@link #INSIDE} begins.
     */
    static final String SLEEPING = "sleeping.Sleeping";
    /** Each test has a server and a client, at a free port. */
    static final String NETWORK = "network.Network";
    /** The same, isolated in a shared JVM, at port 8080. */
    static final String SHARED_NETWORK = "sharednetwork.SharedNetwork";
    /** Tests of a class of these two kinds. */
    static final int NETWORK_TESTS = 10;
    /** The name of the test's class follows, and nanoseconds. */
    static final String INSIDE = "inside ";
    /** A system property. */
    static final String SLEEP = "benchmark.sleep";
    /** The main class that says hello. */
    static final String HELLO = "hello.Hello";
    /** Tells, from outside, which child has come to its test. */
    static final String RUNNING = "running";

    private static final String HELLO_SOURCE = """
            package hello;

            public class Hello {
                public static void main(String[] args) {
                    System.out.println("hello");
                }
            }
            """;

    private static final String TEST_SOURCE = """
            package %s;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            %sclass %sTest {

                @org.junit.jupiter.api.Test
                void test() throws Exception {
            %s        assertEquals(4, 2 + 2);
            %s    }
            }
            """;

    private static final String NETWORK_SOURCE = """
            package %s;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import java.net.InetAddress;
            import java.net.ServerSocket;
            import java.net.Socket;

            %sclass %sTest {

            %s
                private static void talk() throws Exception {
                    try (ServerSocket server = new ServerSocket(%d, 1, InetAddress.getLoopbackAddress());
                            Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                            Socket accepted = server.accept()) {
                        client.getOutputStream().write(42);
                        assertEquals(42, accepted.getInputStream().read());
                    }
                }
            }
            """;

    private static final String NETWORK_TEST = """
                @org.junit.jupiter.api.Test
                void talks%d() throws Exception {
                    talk();
                }

            """;

    private static final String SHARED_ANNOTATION =
            "@org.junitisolated.Isolated(net = true, jvm = org.junitisolated.Isolated.Jvm.SHARED)\n";

    private static final String HERMETIC_ANNOTATION = "@org.junitisolated.Hermetic\n";

    private static final String SLEEP_STATEMENTS = """
            long start = System.nanoTime();
            try (var marker = new java.io.FileInputStream("%s")) { Thread.sleep(Long.getLong("%s")); }
            """.formatted(RUNNING, SLEEP);

    /** Without a plus sign between strings: for the first of those, a new JVM takes long. */
    private static final String TELL_STATEMENT =
            "System.out.println(\"%s%s \".concat(Long.toString(System.nanoTime() - start)));\n";

    /** The parent gives the versions of Surefire and JUnit. It is four directories up from samples/benchmark/target/project. */
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
                <modelVersion>4.0.0</modelVersion>
                <parent>
                    <groupId>org.junitisolated</groupId>
                    <artifactId>junit-isolated-parent</artifactId>
                    <version>%s</version>
                    <relativePath>../../../../pom.xml</relativePath>
                </parent>
                <artifactId>benchmark-of-surefire</artifactId>
                <dependencies>
                    <dependency>
                        <groupId>org.junit.jupiter</groupId>
                        <artifactId>junit-jupiter</artifactId>
                        <scope>test</scope>
                    </dependency>
                </dependencies>
            </project>
            """;

    /** Writes and compiles the project. */
    static TestProject create(Path directory, ClassPaths classPaths, int tests) throws IOException {
        TestProject project = new TestProject(directory);
        Files.createDirectories(project.tests());
        Files.writeString(directory.resolve("pom.xml"), POM.formatted(classPaths.version()));
        Files.writeString(directory.resolve(RUNNING), "");
        List<Path> sources = new ArrayList<>();
        sources.add(project.write(HELLO, HELLO_SOURCE));
        for (int i = 0; i < tests; i++) {
            sources.add(project.writeTest(PLAIN, i, "", "", ""));
            sources.add(project.writeTest(HERMETIC, i, HERMETIC_ANNOTATION, "", ""));
            String tell = TELL_STATEMENT.formatted(INSIDE, numbered(SLEEPING, i) + "Test");
            sources.add(project.writeTest(SLEEPING, i, HERMETIC_ANNOTATION, SLEEP_STATEMENTS, tell));
            sources.add(project.writeNetworkTests(NETWORK, i, "", 0));
            sources.add(project.writeNetworkTests(SHARED_NETWORK, i, SHARED_ANNOTATION, 8080));
        }
        project.compile(sources, classPaths);
        return project;
    }

    /** Returns the names of the first test classes of a kind. */
    static List<String> classes(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> numbered(kind, i) + "Test")
                .toList();
    }

    Path tests() {
        return directory.resolve("target/test-classes");
    }

    private static String numbered(String kind, int number) {
        return String.format(Locale.ROOT, "%s%04d", kind, number);
    }

    private Path writeTest(String kind, int number, String annotation, String first, String last) throws IOException {
        String name = numbered(kind, number);
        int dot = name.indexOf('.');
        String source = TEST_SOURCE.formatted(name.substring(0, dot), annotation, name.substring(dot + 1), first, last);
        return write(name + "Test", source);
    }

    private Path writeNetworkTests(String kind, int number, String annotation, int port) throws IOException {
        String name = numbered(kind, number);
        int dot = name.indexOf('.');
        String tests = IntStream.range(0, NETWORK_TESTS)
                .mapToObj(NETWORK_TEST::formatted)
                .collect(Collectors.joining());
        String source =
                NETWORK_SOURCE.formatted(name.substring(0, dot), annotation, name.substring(dot + 1), tests, port);
        return write(name + "Test", source);
    }

    private Path write(String className, String source) throws IOException {
        Path file = directory.resolve("src/test/java").resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private void compile(List<Path> sources, ClassPaths classPaths) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("--release", "17", "-proc:none", "-d", tests().toString(), "-cp", classPaths.extended(tests()));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IOException("the tests of the benchmark do not compile");
            }
        }
    }
}
