package org.junitisolated;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether isolation has been switched off on purpose. */
final class Switch {

    private Switch() {}

    /** Tells whether {@code isolated.enabled} is a clear "false". */
    static boolean isOff(ExtensionContext context) {
        return context.getConfigurationParameter("isolated.enabled")
                .map(String::strip)
                .filter("false"::equalsIgnoreCase)
                .isPresent();
    }
}
