package org.junitisolated.internal.launch;

import java.util.stream.Stream;
import org.junitisolated.internal.machine.Capabilities;

/** Where root is not what root used to be. */
final class PrivilegeCauses {

    private PrivilegeCauses() {}

    static Stream<Diagnosis> of(RefusedStep refused) {
        Capabilities effective = Capabilities.effective(refused.machine());
        boolean mapsRoot = refused.text().startsWith("writing \"0 0 ");
        if (!refused.is("id-map", "inner-id-map") || !mapsRoot || !refused.hasError("EPERM")) {
            return Stream.empty();
        }
        if (effective.has("CAP_SETFCAP")) {
            return Stream.empty();
        }
        return Stream.of(
                Diagnosis.seen("this process is root without CAP_SETFCAP, as in a container that drops it, and mapping"
                                + " user id 0 needs it since Linux 5.12")
                        .remedy("run the tests as an ordinary user")
                        .remedies(refused.remedies().addCapability("CAP_SETFCAP"))
                        .evidence(
                                effective.evidence(),
                                Capabilities.bounding(refused.machine()).evidence()));
    }
}
