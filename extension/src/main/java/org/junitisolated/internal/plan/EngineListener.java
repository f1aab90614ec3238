package org.junitisolated.internal.plan;

import java.lang.reflect.Method;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** The listener that the engine tells of what a node publishes. A node has no public way to it. */
final class EngineListener {

    private EngineListener() {}

    /**
     * Asks Jupiter's context for it.
     *
     * @throws ReflectiveOperationException where a module boundary forbids that
     */
    static EngineExecutionListener of(EngineExecutionContext context) throws ReflectiveOperationException {
        Method accessor = context.getClass().getMethod("getExecutionListener");
        return (EngineExecutionListener) accessor.invoke(context);
    }
}
