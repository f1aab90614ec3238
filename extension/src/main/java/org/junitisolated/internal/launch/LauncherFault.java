package org.junitisolated.internal.launch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import org.junitisolated.internal.machine.Machine;

/**
 * Why a launcher in some place is of no use.
 *
 * @param path the launcher, or the directory that it was to be unpacked to
 * @param errnoName the error's name; empty if no call has failed
 * @param error what was tried, and what came of it
 * @param diagnosis why
 */
public record LauncherFault(Path path, String errnoName, String error, Diagnosis diagnosis) {

    static LauncherFault notExecuted(Path launcher, IOException e) {
        String name = ExecutionCauses.name(ExecutionCauses.errno(e));
        return new LauncherFault(
                launcher,
                name,
                launcher + " cannot be executed (" + reason(e) + ")",
                ExecutionCauses.of(launcher, name, Machine.here()));
    }

    static LauncherFault notWritten(Path cache, IOException e) {
        String name = e instanceof AccessDeniedException ? "EACCES" : "";
        Diagnosis diagnosis = isReadOnly(e)
                ? Diagnosis.seen("the file system of " + cache + " is read-only")
                : e instanceof AccessDeniedException
                        ? Diagnosis.seen("the user who runs the build may not write there")
                        : Diagnosis.likely("the directory cannot be made");
        return new LauncherFault(
                cache,
                isReadOnly(e) ? "EROFS" : name,
                cache + " cannot be written (" + e + ")",
                diagnosis.remedy("set isolated.cache to a directory that can be written"));
    }

    static LauncherFault wrongAnswer(Path launcher, String answer) {
        return new LauncherFault(
                launcher,
                "",
                answer,
                ExecutionCauses.wrongMachine(launcher)
                        .orElseGet(() -> Diagnosis.likely(
                                        "it is another program, or is hindered by a policy of this machine")
                                .remedy("name the launcher that belongs to this version")));
    }

    private static boolean isReadOnly(IOException e) {
        return e instanceof FileSystemException failure
                && String.valueOf(failure.getReason()).toLowerCase(Locale.ROOT).contains("read-only");
    }

    /** The message names the program, which has been named already. */
    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        int start = message.indexOf("error");
        return start < 0 ? message : message.substring(start);
    }

    String describe() {
        return "\n  " + error + "\n" + diagnosis.describe();
    }
}
