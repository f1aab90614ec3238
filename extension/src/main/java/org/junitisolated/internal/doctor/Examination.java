package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherBinary;
import org.junitisolated.internal.launch.LauncherBinary.Search;
import org.junitisolated.internal.launch.LauncherFault;
import org.junitisolated.internal.launch.UnusableLauncherException;
import org.junitisolated.internal.machine.Machine;
import org.junitisolated.internal.machine.SecurityModules;

/** Finds the launcher, tries all with it, and gathers what there is to say. */
final class Examination {

    private Examination() {}

    static Report examine(CommandLine line) {
        Search search = search(line);
        List<Finding> findings =
                search.launcher().map(Examination::tryAll).orElseGet(() -> withoutLauncher(search.faults()));
        boolean restricted = new SecurityModules(Machine.here()).doesAppArmorRestrictUserNamespaces();
        return new Report(
                version(),
                MachineFacts.of(Machine.here()),
                search.launcher(),
                search.faults(),
                findings,
                search.launcher().filter(found -> restricted).map(AppArmorProfile::of));
    }

    private static Search search(CommandLine line) {
        try {
            return LauncherBinary.search(line.launcher(), line.cache());
        } catch (UnusableLauncherException e) {
            // Another system than Linux, or a jar without a launcher for this architecture.
            String message = String.valueOf(e.getMessage());
            Diagnosis diagnosis = new Diagnosis(message.lines().findFirst().orElse(""), true, List.of(), List.of());
            return new Search(
                    Optional.empty(), List.of(new LauncherFault(Path.of(""), "", "there is none to use", diagnosis)));
        }
    }

    private static List<Finding> withoutLauncher(List<LauncherFault> faults) {
        String why = faults.isEmpty() ? "no launcher" : "no launcher: see below";
        return List.of(Finding.notTried(Report.HERMETIC, "@Hermetic", why));
    }

    private static List<Finding> tryAll(Path launcher) {
        List<Finding> findings = new ArrayList<>();
        try (TrialRoom room = TrialRoom.open(launcher)) {
            findings.addAll(NamespaceTrials.run(room));
            findings.addAll(MountTrials.run(room));
            findings.addAll(PortTrials.run(room));
            findings.addAll(LimitTrials.run(room));
            findings.add(NamespaceTrials.hermetic(room));
        } catch (IOException e) {
            findings.add(Finding.notTried(Report.HERMETIC, "@Hermetic", "the trials broke off: " + e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.notTried(Report.HERMETIC, "@Hermetic", "interrupted"));
        }
        return findings;
    }

    private static String version() {
        return Optional.ofNullable(Examination.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
