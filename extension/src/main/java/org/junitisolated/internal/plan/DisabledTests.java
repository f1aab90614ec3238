package org.junitisolated.internal.plan;

import java.util.Optional;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node.SkipResult;

/** Sees {@code @Disabled} in the parent, so that no child is started for it. All other conditions need the child. */
final class DisabledTests {

    /** Jupiter's parameter that switches conditions off; where it is set the child decides about {@code @Disabled} too. */
    private static final String DEACTIVATED = "junit.jupiter.conditions.deactivate";

    private final boolean childDecides;

    DisabledTests(ConfigurationParameters parameters) {
        this.childDecides = parameters.get(DEACTIVATED).isPresent();
    }

    /** Returns why the descriptor's own element is disabled, in Jupiter's words. */
    Optional<SkipResult> skipResult(TestDescriptor descriptor) {
        return childDecides
                ? Optional.empty()
                : TestElements.find(Disabled.class, descriptor)
                        .map(disabled -> SkipResult.skip(reason(disabled, descriptor)));
    }

    private static String reason(Disabled disabled, TestDescriptor descriptor) {
        return disabled.value().isBlank()
                ? TestElements.of(descriptor).orElseThrow() + " is @Disabled"
                : disabled.value();
    }
}
