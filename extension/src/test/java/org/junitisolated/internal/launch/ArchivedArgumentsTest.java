package org.junitisolated.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an archive depends on. */
class ArchivedArgumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-javaagent:/a/jacoco.jar=destfile=/b",
                "-agentlib:jdwp=server=y",
                "-agentpath:/a/lib.so",
                "-Xrunhprof",
                "-Xshare:off",
                "-XX:SharedArchiveFile=/a/b.jsa",
                "-XX:ArchiveClassesAtExit=/a/b.jsa",
                "-XX:+AutoCreateSharedArchive",
                "-XX:AOTCache=/a/b.aot",
                "-XX:AOTMode=off",
                "-XX:-UseSharedSpaces"
            })
    void anAgentOrAChoiceOfTheUsersRulesOneOut(String argument) {
        assertThat(ArchivedArguments.of(List.of("-Xmx1g", argument))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-XX:-UseCompressedOops",
                "-XX:ObjectAlignmentInBytes=16",
                "-XX:MaxMetaspaceSize=64m",
                "-Xmx40g",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-preview",
                "-Xbootclasspath/a:/a/b.jar",
                "-Djava.system.class.loader=a.B"
            })
    void whatShapesAJvmMatters(String argument) {
        assertThat(ArchivedArguments.of(List.of(argument))).contains(List.of(argument));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dany=1",
                "-ea",
                "-Xlog:gc:file=/a/gc.log",
                "-XX:HeapDumpPath=/a",
                "-XX:ErrorFile=/a/hs_err.log",
                "-verbose:class"
            })
    void whatOnlyConcernsTheTestsOrWritesFilesDoesNot(String argument) {
        assertThat(ArchivedArguments.of(List.of(argument))).contains(List.of());
    }

    @Test
    void theirOrderStays() {
        assertThat(ArchivedArguments.of(List.of("-Xmx1g", "-Da=b", "-Xmx2g"))).contains(List.of("-Xmx1g", "-Xmx2g"));
    }
}
