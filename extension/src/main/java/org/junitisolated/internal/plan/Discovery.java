package org.junitisolated.internal.plan;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;

/**
 * The engine roots that one discovery found, kept until its plan is executed. A plan shows no descriptors, but it has the
 * very object with the configuration parameters that its discovery request had: that links the two, also when several
 * plans are discovered before one is executed.
 *
 * <p>All is held weakly, since a plan may be discovered and never executed.
 */
final class Discovery {

    private static final List<Discovery> WAITING = new ArrayList<>();

    private final WeakReference<ConfigurationParameters> parameters;
    private final List<WeakReference<TestDescriptor>> roots = new ArrayList<>();
    private final SelectedInvocations selected;

    Discovery(ConfigurationParameters parameters, SelectedInvocations selected) {
        this.selected = selected;
        this.parameters = new WeakReference<>(parameters);
    }

    /** Remembers the root of the tree that a descriptor is in. */
    void rememberRootOf(TestDescriptor descriptor) {
        TestDescriptor root = descriptor;
        for (TestDescriptor above = root;
                above != null;
                above = above.getParent().orElse(null)) {
            root = above;
        }
        // By identity: descriptors equal each other by unique id, and so do the roots of all discoveries.
        for (WeakReference<TestDescriptor> known : roots) {
            if (known.get() == root) {
                return;
            }
        }
        roots.add(new WeakReference<>(root));
    }

    /** Keeps this discovery until its plan is executed. */
    void keep() {
        synchronized (WAITING) {
            removeWaiting(null);
            WAITING.add(this);
        }
    }

    /** Returns the discoveries that were made for the plan with these parameters, once. */
    static List<Discovery> take(ConfigurationParameters parameters) {
        synchronized (WAITING) {
            return removeWaiting(parameters);
        }
    }

    /** Those with null have been forgotten by all others. */
    private static List<Discovery> removeWaiting(@Nullable ConfigurationParameters parameters) {
        List<Discovery> removed = new ArrayList<>();
        for (Discovery discovery : WAITING) {
            if (discovery.parameters.get() == parameters) {
                removed.add(discovery);
            }
        }
        WAITING.removeAll(removed);
        return removed;
    }

    /** Returns the roots that are still there. */
    List<TestDescriptor> roots() {
        List<TestDescriptor> found = new ArrayList<>();
        for (WeakReference<TestDescriptor> reference : roots) {
            TestDescriptor root = reference.get();
            if (root != null) {
                found.add(root);
            }
        }
        return found;
    }

    /** Returns the invocations that the caller has selected. */
    SelectedInvocations selected() {
        return selected;
    }
}
