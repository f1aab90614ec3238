package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** What a discovery found is kept for its own plan only, and no longer than the plan lives. */
class DiscoveryTest {

    private static final SelectedInvocations NOTHING_SELECTED =
            SelectedInvocations.of(LauncherDiscoveryRequestBuilder.request().build());

    private final ConfigurationParameters parameters = Parameters.of(Map.of());
    private final TestDescriptor root = root();

    private static TestDescriptor root() {
        return new EngineDescriptor(UniqueId.forEngine("engine"), "Engine");
    }

    private static TestDescriptor addChild(TestDescriptor parent) {
        TestDescriptor child = new EngineDescriptor(parent.getUniqueId().append("child", "c"), "Child");
        parent.addChild(child);
        return child;
    }

    private static void discover(ConfigurationParameters parameters, TestDescriptor... descriptors) {
        Discovery discovery = new Discovery(parameters, NOTHING_SELECTED);
        for (TestDescriptor descriptor : descriptors) {
            discovery.rememberRootOf(descriptor);
        }
        discovery.keep();
    }

    private static List<TestDescriptor> takeRoots(ConfigurationParameters parameters) {
        return Discovery.take(parameters).stream()
                .flatMap(discovery -> discovery.roots().stream())
                .toList();
    }

    private static void assertSameDescriptors(List<TestDescriptor> found, TestDescriptor... expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(found.get(i)).isSameAs(expected[i]);
        }
    }

    @Test
    void theRootIsRememberedForWhateverIsBelowIt() {
        TestDescriptor child = addChild(root);
        discover(parameters, addChild(child), child, root);

        assertSameDescriptors(takeRoots(parameters), root);
    }

    @Test
    void severalEnginesHaveSeveralRoots() {
        TestDescriptor other = new EngineDescriptor(UniqueId.forEngine("other"), "Other");
        discover(parameters, root, other);

        assertSameDescriptors(takeRoots(parameters), root, other);
    }

    @Test
    void rootsAreToldApartByIdentityNotByUniqueId() {
        TestDescriptor equal = root();
        assertThat(equal).isEqualTo(root);
        discover(parameters, root, equal, root);

        assertSameDescriptors(takeRoots(parameters), root, equal);
    }

    @Test
    void rootsAreTakenOnce() {
        discover(parameters, root);

        assertThat(takeRoots(parameters)).isNotEmpty();
        assertThat(takeRoots(parameters)).isEmpty();
    }

    @Test
    void plansAreToldApartByTheIdentityOfTheirParameters() {
        ConfigurationParameters others = Parameters.of(Map.of());
        TestDescriptor otherRoot = root();
        discover(parameters, root);
        discover(others, otherRoot);

        assertSameDescriptors(takeRoots(others), otherRoot);
        assertSameDescriptors(takeRoots(parameters), root);
    }

    @Test
    void aPlanThatWasNeverDiscoveredHasNoRoots() {
        discover(parameters, root);

        assertThat(takeRoots(Parameters.of(Map.of()))).isEmpty();
        assertThat(takeRoots(parameters)).hasSize(1);
    }

    /** Lives in a method of its own, so that no local variable keeps anything alive. */
    private static List<WeakReference<?>> discoverAndDiscard() {
        ConfigurationParameters discarded = Parameters.of(Map.of());
        TestDescriptor discardedRoot = root();
        Discovery discovery = new Discovery(discarded, NOTHING_SELECTED);
        discovery.rememberRootOf(discardedRoot);
        discovery.keep();
        return List.of(
                new WeakReference<>(discarded), new WeakReference<>(discardedRoot), new WeakReference<>(discovery));
    }

    @Test
    void aDiscardedPlanLeavesNothingBehind() throws Exception {
        List<WeakReference<?>> left = discoverAndDiscard();

        awaitCleared(left.get(0));
        awaitCleared(left.get(1));
        discover(parameters, root); // each discovery removes what became of earlier ones
        awaitCleared(left.get(2));

        assertThat(takeRoots(parameters)).hasSize(1);
    }

    @Test
    void aRootThatIsGoneIsLeftOut() throws Exception {
        WeakReference<TestDescriptor> gone = discoverRootThatGoes();
        awaitCleared(gone);

        assertThat(takeRoots(parameters)).isEmpty();
    }

    private WeakReference<TestDescriptor> discoverRootThatGoes() {
        TestDescriptor discarded = root();
        discover(parameters, discarded);
        return new WeakReference<>(discarded);
    }

    private static void awaitCleared(WeakReference<?> reference) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (reference.get() != null && System.nanoTime() < deadline) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat((Object) reference.get()).isNull();
    }
}
