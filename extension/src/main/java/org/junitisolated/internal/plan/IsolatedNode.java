package org.junitisolated.internal.plan;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.hierarchical.Node;

/** A node of ours in the parent's test tree. */
abstract class IsolatedNode extends AbstractTestDescriptor implements Node<EngineExecutionContext> {

    @SuppressWarnings("NullAway") // The platform takes null for "no source".
    IsolatedNode(UniqueId id, String displayName, @Nullable TestSource source) {
        super(id, displayName, source);
    }
}
