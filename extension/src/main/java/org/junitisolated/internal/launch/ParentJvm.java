package org.junitisolated.internal.launch;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junitisolated.IsolationException;

/** What a child inherits from this JVM, so that a test finds inside what it would have found here. */
final class ParentJvm {

    /**
     * Options through the environment are among the JVM's input arguments already. In the child's environment they would
     * count twice, open a debugger's port again, and be announced on stderr.
     */
    static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Debuggers, remote management and the helpers of IDEs: their ports are taken, or lead nowhere from the inside. */
    private static final Pattern LEFT_OUT = Pattern.compile("-agentlib:jdwp.*|-agentpath:.*jdwp.*|-Xrunjdwp.*|-Xdebug"
            + "|-Dcom\\.sun\\.management\\..*|-XX:\\+?(StartFlightRecording|FlightRecorder).*"
            + "|-javaagent:.*(idea_rt|debugger-agent)\\.jar.*");

    /** Properties that describe this very JVM, or that its command line sets. */
    private static final Pattern OWN_PROPERTY = Pattern.compile(
            "java\\.class\\.path|java\\.vm\\..*|jdk\\.module\\..*|com\\.sun\\.management\\..*|sun\\.management\\..*"
                    + "|sun\\.java\\.command");

    /** Between an option and its path, and between paths. */
    private static final Pattern PATH_SEPARATORS = Pattern.compile("[=:,;]");

    /** Arguments with a file that the JVM or an agent may write: an agent's options, and the JVM's own. */
    private static final Pattern NAMES_OUTPUT = Pattern.compile(
            "-(javaagent|agentpath|agentlib):[^=]*=(?<agent>.*)"
                    + "|-X(?!bootclasspath|share|X:(SharedArchiveFile|AOTCache|Flags|VMOptionsFile|CompileCommandFile)=)(?<jvm>.*)");

    /** A class of each jar that the child's own code needs; build tools may have loaded them from anywhere. */
    private static final List<String> NEEDED_CLASSES = List.of(
            "org.junitisolated.internal.child.ChildMain",
            "org.junit.platform.launcher.Launcher",
            "org.junit.platform.engine.TestEngine",
            "org.junit.platform.commons.JUnitException",
            "org.junit.jupiter.engine.JupiterTestEngine",
            "org.junit.jupiter.api.Test",
            "org.opentest4j.AssertionFailedError");

    private ParentJvm() {}

    static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    static Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }

    /** Returns this JVM's own arguments, from its command line and from its environment, without those left out. */
    static List<String> arguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !LEFT_OUT.matcher(argument).matches())
                .toList();
    }

    /**
     * Returns the class path of the tests, unchanged, behind the jars that the child itself needs. Surefire starts its
     * fork with one jar that only has a manifest, and puts the real class path into the system property; JUnit's
     * ConsoleLauncher, and Surefire without the system class loader, load the tests through a loader of their own.
     */
    static List<String> classPath() {
        Set<String> entries = new LinkedHashSet<>();
        neededJars().forEach(jar -> entries.add(jar.toString()));
        entries.addAll(entriesOf(System.getProperty("java.class.path", "")));
        entries.addAll(entriesOfLoaders(Thread.currentThread().getContextClassLoader()));
        entries.addAll(entriesOfLoaders(ParentJvm.class.getClassLoader()));
        return List.copyOf(entries);
    }

    /** Returns the jars that the child itself needs, in the order in which its class path begins with them. */
    static List<Path> neededJars() {
        return NEEDED_CLASSES.stream().map(ParentJvm::jarOf).distinct().toList();
    }

    /** Returns the system properties that the child cannot have by itself. */
    static Map<String, String> systemProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            String value = System.getProperty(name);
            if (value != null && !OWN_PROPERTY.matcher(name).matches()) {
                properties.put(name, value);
            }
        }
        return properties;
    }

    private static List<String> entriesOf(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Returns what a loader and those above it load from, the uppermost first as they are asked. */
    private static List<String> entriesOfLoaders(@Nullable ClassLoader lowest) {
        List<String> entries = new ArrayList<>();
        for (ClassLoader loader = lowest; loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urlLoader) {
                entries.addAll(
                        0,
                        Arrays.stream(urlLoader.getURLs())
                                .flatMap(ParentJvm::file)
                                .toList());
            }
        }
        return entries;
    }

    private static Stream<String> file(URL url) {
        try {
            return url.getProtocol().equals("file")
                    ? Stream.of(Path.of(url.toURI()).toString())
                    : Stream.empty();
        } catch (URISyntaxException | RuntimeException e) {
            return Stream.empty();
        }
    }

    private static Path jarOf(String className) {
        try {
            ClassLoader loader = ParentJvm.class.getClassLoader();
            CodeSource source = Class.forName(className, false, loader)
                    .getProtectionDomain()
                    .getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException | RuntimeException e) {
            throw new IsolationException(
                    "The child JVM needs the class " + className + ", and no jar for it could be found from here. "
                            + "Put junit-jupiter and junit-platform-launcher on the test class path.",
                    e);
        }
    }

    /** Returns the paths that occur in the arguments, such as agents: the child must be able to see them. */
    static List<Path> pathsIn(List<String> arguments) {
        List<Path> paths = new ArrayList<>();
        for (String argument : arguments) {
            for (String part : PATH_SEPARATORS.split(argument, -1)) {
                if (part.startsWith("/")) {
                    paths.add(Path.of(part));
                }
            }
        }
        return paths;
    }

    /** Returns the paths in options of agents and of the JVM that may be written, such as a coverage agent's data. */
    static List<Path> outputsIn(List<String> arguments) {
        List<Path> paths = new ArrayList<>();
        for (String argument : arguments) {
            Matcher matcher = NAMES_OUTPUT.matcher(argument);
            if (matcher.matches()) {
                String options = matcher.group("agent") != null ? matcher.group("agent") : matcher.group("jvm");
                for (String part : PATH_SEPARATORS.split(options, -1)) {
                    if (part.startsWith("/") || part.startsWith("../")) {
                        paths.add(Path.of(part).toAbsolutePath().normalize());
                    }
                }
            }
        }
        return paths;
    }
}
