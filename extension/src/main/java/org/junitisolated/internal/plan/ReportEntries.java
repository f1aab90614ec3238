package org.junitisolated.internal.plan;

import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;

/**
 * Publishes report entries of a child here. A node has no public way to the engine's listener, so it is asked of Jupiter's
 * context; where a module boundary forbids that, entries go to the log.
 */
final class ReportEntries {

    private static final Logger LOGGER = Logger.getLogger(ReportEntries.class.getName());

    private ReportEntries() {}

    static void publish(Message.ReportEntry entry, TestDescriptor node, EngineExecutionContext context) {
        try {
            Method accessor = context.getClass().getMethod("getExecutionListener");
            EngineExecutionListener listener = (EngineExecutionListener) accessor.invoke(context);
            listener.reportingEntryPublished(node, ReportEntry.from(entry.values()));
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.INFO, "Report entry of {0}: {1}", new Object[] {node.getDisplayName(), entry.values()});
        }
    }
}
