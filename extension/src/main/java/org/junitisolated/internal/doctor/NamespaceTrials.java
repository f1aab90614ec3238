package org.junitisolated.internal.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junitisolated.Namespace;
import org.junitisolated.internal.launch.ChildLimits;
import org.junitisolated.internal.launch.ChildSpec;
import org.junitisolated.internal.launch.Doors;
import org.junitisolated.internal.launch.LauncherTrial.Outcome;
import org.junitisolated.internal.launch.StatusRecord.Failed;
import org.junitisolated.internal.launch.StatusRecord.Note;

/** Each kind of namespace by itself, with all that its attribute promises; and those of {@code @Hermetic} together. */
final class NamespaceTrials {

    private static final String USER_NAMESPACE = "user-namespace";
    private static final String ID_MAP = "id-map";

    /** What {@code @Hermetic} asks for. */
    private static final Set<Namespace> HERMETIC =
            Set.of(Namespace.NET, Namespace.PID, Namespace.MOUNT, Namespace.IPC, Namespace.UTS);

    private NamespaceTrials() {}

    static List<Finding> run(TrialRoom room) throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>(withoutAttributes(room));
        for (Namespace namespace : Namespace.values()) {
            String kind = namespace.name().toLowerCase(Locale.ROOT);
            findings.add(new Trial(kind, kind + " = true")
                    .find(room, () -> room.runAsTest(specOf(namespace), room.command())));
        }
        findings.add(new Trial("shared", "net = true, jvm = SHARED")
                .find(room, () -> room.runAsTest(sharedSpec(), room.command())));
        return findings;
    }

    private static ChildSpec sharedSpec() {
        return new ChildSpec(Set.of(Namespace.NET), "", Duration.ZERO, Doors.NONE, ChildLimits.NONE, List.of(), true);
    }

    private static ChildSpec specOf(Namespace namespace) {
        return namespace == Namespace.TIME
                ? new ChildSpec(
                        Set.of(namespace), "", Duration.ofDays(1), Doors.NONE, ChildLimits.NONE, List.of(), false)
                : ChildSpec.of(Set.of(namespace));
    }

    /** Every test enters a user namespace where it can: so one without attributes tells of that. */
    private static List<Finding> withoutAttributes(TrialRoom room) throws IOException, InterruptedException {
        Outcome outcome = room.run(List.of());
        Finding jvm = new Trial("jvm", "@Isolated").judge(outcome);
        Trial userNamespace = new Trial(USER_NAMESPACE, "every test");
        Trial idMap = new Trial(ID_MAP, "every test");
        Optional<Failed> refused = Trial.failure(outcome).or(() -> leftOut(outcome));
        String step = refused.map(Failed::step).orElse("");
        if (step.equals(USER_NAMESPACE)) {
            Failed failed = refused.orElseThrow();
            return List.of(
                    jvm,
                    Finding.refused(userNamespace.kind(), userNamespace.asked(), failed),
                    Finding.notTried(idMap.kind(), idMap.asked(), "no user namespace"));
        }
        if (step.equals(ID_MAP)) {
            return List.of(
                    jvm,
                    Finding.works(userNamespace.kind(), userNamespace.asked(), ""),
                    Finding.refused(idMap.kind(), idMap.asked(), refused.orElseThrow()));
        }
        return List.of(
                jvm,
                Finding.works(userNamespace.kind(), userNamespace.asked(), ""),
                Finding.works(idMap.kind(), idMap.asked(), ""));
    }

    private static Optional<Failed> leftOut(Outcome outcome) {
        return outcome.records()
                .filter(Note.class::isInstance)
                .map(Note.class::cast)
                .filter(note -> note.step().equals(USER_NAMESPACE))
                .map(note -> new Failed(note.step(), note.errno(), note.errnoName(), note.text()))
                .findFirst();
    }

    /** With a JVM inside, as a test has one. */
    static Finding hermetic(TrialRoom room) throws IOException, InterruptedException {
        Trial trial = new Trial(Report.HERMETIC, "@Hermetic");
        return trial.find(room, () -> room.runAsTest(ChildSpec.of(HERMETIC), TrialRoom.jvm(InsideMain.ALIVE)));
    }
}
