package org.junitisolated.internal.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Records each discovery. Two services of the platform share the work: the listener knows the request, the filter is
 * shown the descriptors. A discovery happens on one thread; one may happen inside another, below a suite.
 */
final class DiscoveryRecorder {

    private static final ThreadLocal<Deque<Discovery>> UNDER_WAY = new ThreadLocal<>() {
        @Override
        protected Deque<Discovery> initialValue() {
            return new ArrayDeque<>();
        }
    };

    private DiscoveryRecorder() {}

    /** Knows when a discovery starts and ends, and what was selected. */
    public static final class Listener implements LauncherDiscoveryListener {

        @Override
        public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
            UNDER_WAY.get().push(new Discovery(request.getConfigurationParameters(), SelectedInvocations.of(request)));
        }

        @Override
        public void launcherDiscoveryFinished(LauncherDiscoveryRequest request) {
            Discovery discovery = UNDER_WAY.get().poll();
            if (discovery != null) {
                discovery.keep();
            }
            if (UNDER_WAY.get().isEmpty()) {
                UNDER_WAY.remove();
            }
        }
    }

    /** Includes everything; it is only here to see the descriptors. */
    public static final class Filter implements PostDiscoveryFilter {

        private static final FilterResult INCLUDED = FilterResult.included("junit-isolated excludes nothing");

        @Override
        public FilterResult apply(TestDescriptor descriptor) {
            Discovery discovery = UNDER_WAY.get().peek();
            if (discovery != null) {
                discovery.rememberRootOf(descriptor);
            }
            return INCLUDED;
        }
    }
}
