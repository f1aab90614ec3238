package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junitisolated.internal.launch.PlanFiles.ChildFiles;
import org.junitisolated.internal.wire.Start;

/** The commands that start the JVMs of one plan's children. */
final class JavaCommands {

    /**
     * A command that starts a JVM.
     *
     * @param host what it must be able to see
     * @param archive the class archive that it starts with, if it does
     * @param systemProperties what it is told to set by itself
     * @param crashFile where it says why it crashed, if it does
     */
    record JavaCommand(
            List<String> words,
            HostPaths host,
            Optional<ClassArchive> archive,
            Map<String, String> systemProperties,
            CrashFile crashFile) {}

    /** A larger heap has other pointers, with which no archive for a smaller one can be used. */
    private static final long COMPRESSED_POINTERS_END = 32L << 30;

    private final PlanFiles files;
    private final OptionalInt debugPort;
    private final Optional<ClassArchives> archives;

    JavaCommands(PlanFiles files, OptionalInt debugPort, Optional<ClassArchives> archives) {
        this.files = files;
        this.debugPort = debugPort;
        this.archives = archives;
    }

    /**
     * Returns the command for a child.
     *
     * @param library the library with its native methods, if it is to have any
     * @param further what its main class expects besides a {@link Start}
     */
    JavaCommand of(ChildSpec spec, String mainClass, Start.WarmUp warmUp, Optional<Path> library, List<String> further)
            throws IOException {
        List<String> users = new ArrayList<>(ParentJvm.arguments());
        users.addAll(spec.jvmArguments());
        OptionalLong heap = spec.limits().heap();
        Optional<ClassArchive> archive = archiveFor(users, heap);
        List<String> arguments =
                new ArrayList<>(archive.map(ClassArchive::options).orElse(List.of()));
        arguments.addAll(ChildArguments.of(users, heap, spec.shared()));
        library.ifPresent(file -> arguments.add("-agentpath:" + file));
        ChildFiles shared = files.filesFor(arguments);
        Map<String, String> properties = ChildLauncher.systemProperties(spec);
        Start start = new Start(warmUp, files.propertiesFile(properties), further);
        CrashFile crashFile = new CrashFile(files.newPath("hs_err-"));
        List<String> words = words(List.of(crashFile.toArgument()), shared.arguments(), mainClass, start);
        return new JavaCommand(words, shared.host(), archive, properties, crashFile);
    }

    /** Returns the command for a child that only makes an archive: with these arguments, and nothing of the user's. */
    List<String> ofTraining(String mainClass, List<String> arguments) throws IOException {
        List<String> classPath =
                ParentJvm.neededJars().stream().map(Path::toString).toList();
        Start start = new Start(Start.WarmUp.ALWAYS, files.propertiesFile(Map.of()), List.of());
        return words(List.of(), files.argumentFile(arguments, classPath), mainClass, start);
    }

    private Optional<ClassArchive> archiveFor(List<String> users, OptionalLong heap) {
        boolean fits = heap.orElse(0) < COMPRESSED_POINTERS_END;
        // A debugger is an agent.
        return fits && debugPort.isEmpty()
                ? archives.flatMap(all -> all.find(ChildArguments.of(users, OptionalLong.empty())))
                : Optional.empty();
    }

    private List<String> words(List<String> first, Path arguments, String mainClass, Start start) {
        List<String> command = new ArrayList<>();
        command.add(ParentJvm.javaHome().resolve("bin").resolve("java").toString());
        command.addAll(first);
        debugPort.ifPresent(port -> command.add(ChildArguments.debugger(port)));
        command.add("@" + arguments);
        command.add(mainClass);
        command.addAll(start.toArguments());
        return command;
    }
}
