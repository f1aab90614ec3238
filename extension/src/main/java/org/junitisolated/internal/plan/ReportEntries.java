package org.junitisolated.internal.plan;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junitisolated.internal.wire.Message;

/** Publishes report entries of a child here; where a module boundary forbids that, they go to the log. */
final class ReportEntries {

    private static final Logger LOGGER = Logger.getLogger(ReportEntries.class.getName());

    private ReportEntries() {}

    static void publish(Message.ReportEntry entry, TestDescriptor node, EngineExecutionContext context) {
        try {
            EngineListener.of(context).reportingEntryPublished(node, ReportEntry.from(entry.values()));
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.INFO, "Report entry of {0}: {1}", new Object[] {node.getDisplayName(), entry.values()});
        }
    }
}
