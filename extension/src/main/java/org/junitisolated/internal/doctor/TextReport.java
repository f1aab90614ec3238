package org.junitisolated.internal.doctor;

import java.util.List;
import java.util.Map;
import org.junitisolated.internal.doctor.Finding.Refusal;
import org.junitisolated.internal.doctor.Finding.Result;
import org.junitisolated.internal.launch.Diagnosis;
import org.junitisolated.internal.launch.LauncherFault;

/** The report for people: a table, then each cause once, then the machine. */
final class TextReport {

    private static final String ROW = "%-16s %-10s %-20s %s";

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private TextReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        TextReport written = new TextReport(report);
        written.writeTable();
        written.writeVerdict();
        written.writeFaults();
        written.writeCauses();
        written.writeProfile();
        written.writeMachine();
        return written.text.toString();
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void writeTable() {
        line(ROW.formatted("kind", "works", "failing step", "error"));
        for (Finding finding : report.findings()) {
            String step =
                    finding.refusal().map(Refusal::step).orElse(finding.detail().isEmpty() ? "" : "-");
            String error = finding.refusal().map(Refusal::inBrief).orElse(finding.detail());
            line(ROW.formatted(finding.kind(), finding.result(), step, error));
        }
    }

    private void writeVerdict() {
        line("");
        boolean whole = report.findings().stream().allMatch(finding -> finding.result() == Result.WORKS);
        line(
                whole
                        ? "All works here."
                        : report.isHermetic()
                                ? "Hermetic isolation works here; not all else does."
                                : "Hermetic isolation does not work here.");
    }

    private void writeFaults() {
        for (LauncherFault fault : report.faults()) {
            line("");
            line("The launcher: " + fault.error());
            write(fault.diagnosis());
        }
    }

    private void writeCauses() {
        int number = 0;
        for (Map.Entry<Diagnosis, List<String>> cause : report.causes().entrySet()) {
            number++;
            line("");
            line(number + ". " + String.join(", ", cause.getValue()));
            write(cause.getKey());
        }
    }

    private void write(Diagnosis diagnosis) {
        line("   Cause:   " + diagnosis.causeInWords());
        write("   Mend it: ", "        or: ", diagnosis.remedies());
        write("   Seen:    ", "            ", diagnosis.evidence());
    }

    private void write(String first, String next, List<String> values) {
        String label = first;
        for (String value : values) {
            line(label + value);
            label = next;
        }
    }

    private void writeProfile() {
        report.profile().ifPresent(profile -> {
            line("");
            line("For AppArmor, write this to " + AppArmorProfile.FILE + ":");
            line("");
            profile.text().lines().forEach(line -> line("   " + line));
            line("");
            line("and load it:");
            line("");
            profile.commands().forEach(command -> line("   " + command));
        });
    }

    private void writeMachine() {
        line("");
        line("This machine:");
        report.machine().forEach((name, value) -> line("   %-20s %s".formatted(name, value)));
        report.launcher().ifPresent(launcher -> line("   %-20s %s".formatted("launcher", launcher)));
        line("   %-20s %s".formatted("junit-isolated", report.version()));
    }
}
