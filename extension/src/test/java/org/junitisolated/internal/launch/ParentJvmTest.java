package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.CodeLocation;

/** What a child inherits, seen from JVMs that are started with all kinds of options. */
class ParentJvmTest {

    @TempDir
    Path directory;

    /** An agent that does nothing, under names that matter. */
    static class Agent {
        public static void premain(String argument, Instrumentation instrumentation) {}
    }

    static class PrintsWhatAChildGets {
        public static void main(String[] arguments) {
            ParentJvm.arguments().forEach(argument -> System.out.println("argument " + argument));
            ParentJvm.systemProperties().forEach((name, value) -> System.out.println("property " + name + "=" + value));
            ParentJvm.classPath().forEach(entry -> System.out.println("class path " + entry));
        }
    }

    private static List<String> inherited(List<String> options, Map<String, String> environment) throws Exception {
        return JavaProcess.output(JavaProcess.command(options, PrintsWhatAChildGets.class), environment)
                .lines()
                .toList();
    }

    private static List<String> argumentsOf(List<String> options) throws Exception {
        return inherited(options, Map.of()).stream()
                .filter(line -> line.startsWith("argument "))
                .map(line -> line.substring("argument ".length()))
                .toList();
    }

    private static String ownClasses() {
        return locationOf(ParentJvm.class);
    }

    private static String testClasses() {
        return locationOf(ParentJvmTest.class);
    }

    private static String locationOf(Class<?> type) {
        return CodeLocation.of(type).toString();
    }

    private Path agent(String name) throws IOException {
        Path jar = directory.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        List<String> options = List.of(
                "-Xmx64m",
                "-ea",
                "-Dwith.blank=a b",
                "-Dempty=",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-javaagent:" + agent("other-agent.jar") + "=a,b");

        assertThat(argumentsOf(options)).containsSubsequence(options);
    }

    /** Surefire writes them into a file, each as two words; what a JVM tells of itself can be given to another one. */
    @Test
    void whatShapesTheModulesArrivesAlsoFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("arguments"), """
                --module-path
                "%1$s"
                --patch-module
                java.logging="%1$s"
                --add-modules
                ALL-MODULE-PATH
                --add-reads
                java.logging=ALL-UNNAMED
                --add-opens
                java.logging/java.util.logging=ALL-UNNAMED
                --add-exports
                java.base/sun.net=ALL-UNNAMED
                """.formatted(directory));

        assertThat(argumentsOf(List.of("@" + file)))
                .contains(
                        "--module-path=" + directory,
                        "--patch-module=java.logging=" + directory,
                        "--add-modules=ALL-MODULE-PATH",
                        "--add-reads=java.logging=ALL-UNNAMED",
                        "--add-opens=java.logging/java.util.logging=ALL-UNNAMED",
                        "--add-exports=java.base/sun.net=ALL-UNNAMED");
    }

    @Test
    void debuggersRemoteManagementAndRecordersStayOut() throws Exception {
        List<String> leftOut = List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote",
                "-XX:FlightRecorderOptions=stackdepth=32",
                "-javaagent:" + agent("idea_rt.jar") + "=12345:/idea/bin",
                "-javaagent:" + agent("debugger-agent.jar"));
        List<String> options = new ArrayList<>(leftOut);
        options.add("-Dkept=yes");

        assertThat(argumentsOf(options)).contains("-Dkept=yes").doesNotContainAnyElementsOf(leftOut);
    }

    @Test
    void theOldWayOfStartingADebuggerStaysOutToo() throws Exception {
        assertThat(argumentsOf(
                        List.of("-Xdebug", "-Xrunjdwp:transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0")))
                .noneMatch(argument -> argument.contains("debug") || argument.contains("jdwp"));
    }

    @Test
    void optionsOfTheEnvironmentAreAmongTheArguments() throws Exception {
        List<String> inherited =
                inherited(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Dfrom.tool=1", "JDK_JAVA_OPTIONS", "-Dfrom.jdk=2"));

        assertThat(inherited).contains("argument -Dfrom.tool=1", "argument -Dfrom.jdk=2");
        assertThat(ParentJvm.OPTION_VARIABLES).contains("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    }

    @Test
    void systemPropertiesAreInheritedButForThoseOfTheJvmItself() throws Exception {
        List<String> properties =
                inherited(List.of("-Dmine=1", "-Dempty=", "-Dcom.sun.management.jmxremote"), Map.of()).stream()
                        .filter(line -> line.startsWith("property "))
                        .toList();

        assertThat(properties)
                .contains(
                        "property mine=1",
                        "property empty=",
                        "property user.dir=" + Path.of("").toAbsolutePath());
        assertThat(properties)
                .noneMatch(line -> line.startsWith("property java.class.path=")
                        || line.startsWith("property java.vm.")
                        || line.startsWith("property sun.java.command=")
                        || line.startsWith("property com.sun.management."));
    }

    @Test
    void propertiesThatAreNoTextAreLeftOut() {
        System.getProperties().put("no.text", 1);
        try {
            assertThat(ParentJvm.systemProperties())
                    .doesNotContainKey("no.text")
                    .containsKey("java.home");
        } finally {
            System.getProperties().remove("no.text");
        }
    }

    @Test
    void theChildsOwnJarsComeFirstAndTheClassPathFollowsInItsOrder() throws Exception {
        List<String> classPath = inherited(List.of(), Map.of()).stream()
                .filter(line -> line.startsWith("class path "))
                .map(line -> line.substring("class path ".length()))
                .toList();

        assertThat(classPath)
                .doesNotHaveDuplicates()
                .allSatisfy(entry -> assertThat(entry).isNotEmpty());
        assertThat(classPath).first().isEqualTo(ownClasses());
        assertThat(classPath.subList(1, 7))
                .anyMatch(entry -> entry.contains("junit-jupiter-engine"))
                .anyMatch(entry -> entry.contains("junit-platform-launcher"));
        assertThat(classPath).containsSubsequence(ownClasses(), testClasses());
    }

    @Test
    void whatLoadersOfTheTestsLoadFromIsAddedInTheOrderInWhichTheyAreAsked() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] upper = {
            URI.create("file:/upper/with%20blank.jar").toURL(),
            URI.create("https://example.org/remote.jar").toURL()
        };
        URL[] lower = {
            URI.create("file:/lower/one.jar").toURL(),
            URI.create("file:/upper/with%20blank.jar").toURL()
        };
        try (URLClassLoader above = new URLClassLoader(upper, before);
                URLClassLoader below = new URLClassLoader(lower, above)) {
            thread.setContextClassLoader(below);

            assertThat(ParentJvm.classPath())
                    .doesNotHaveDuplicates()
                    .containsSubsequence(ownClasses(), testClasses(), "/upper/with blank.jar", "/lower/one.jar")
                    .noneMatch(entry -> entry.contains("remote"));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void pathsAreFoundWhereverTheyStandInAnArgument() {
        assertThat(ParentJvm.pathsIn(List.of(
                        "-javaagent:/agents/a.jar=destfile=/out/jacoco.exec,append=true",
                        "-Xbootclasspath/a:/boot/one.jar:/boot/two.jar",
                        "-Dfile=/data/file",
                        "--module-path=/modules",
                        "/plain",
                        "-Xmx64m",
                        "-Drelative=not/this",
                        "-Dempty=")))
                .containsExactly(
                        Path.of("/agents/a.jar"),
                        Path.of("/out/jacoco.exec"),
                        Path.of("/boot/one.jar"),
                        Path.of("/boot/two.jar"),
                        Path.of("/data/file"),
                        Path.of("/modules"),
                        Path.of("/plain"));
    }

    @Test
    void theChildRunsOnTheSameJavaInTheSameDirectory() {
        assertThat(ParentJvm.javaHome().resolve("bin/java")).isExecutable();
        assertThat(ParentJvm.workingDirectory()).isAbsolute().isEqualTo(Path.of(System.getProperty("user.dir")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-javaagent:/m2/jacoco.jar=destfile=/data/jacoco.exec,append=true | /data/jacoco.exec",
                "-agentpath:/lib/profiler.so=start,file=/data/p.txt | /data/p.txt",
                "-agentlib:hprof=file=/data/h.txt | /data/h.txt",
                "-Xlog:gc*:file=/data/gc.log:time | /data/gc.log",
                "-Xloggc:/data/gc.log | /data/gc.log",
                "-XX:HeapDumpPath=/data | /data",
                "-XX:ErrorFile=/data/hs_err_%p.log | /data/hs_err_%p.log",
                "-XX:LogFile=/data/../x.log | /x.log"
            })
    void filesThatAgentsAndTheJvmMayWriteAreFound(String argument, Path file) {
        assertThat(ParentJvm.outputsIn(List.of(argument))).containsExactly(file);
    }

    @Test
    void aRelativeFileMayBeOutsideTheWorkingDirectory() {
        assertThat(ParentJvm.outputsIn(List.of("-javaagent:a.jar=destfile=../x.exec", "-Xlog:file=in/here.log")))
                .containsExactly(Path.of("../x.exec").toAbsolutePath().normalize());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/m2/agent.jar",
                "-Dfile=/data/x",
                "-Xbootclasspath/a:/data/x.jar",
                "-XX:SharedArchiveFile=/data/x.jsa",
                "--module-path=/data",
                "-Xmx1g"
            })
    void whatIsOnlyReadIsNot(String argument) {
        assertThat(ParentJvm.outputsIn(List.of(argument))).isEmpty();
    }
}
