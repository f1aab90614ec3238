package example.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.NetworkInterface;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junitisolated.Hermetic;

/** Parent and child have the same modules, which read each other and are open to each other in the same way. */
class SameModulesTest {

    private static final String MODULES_OF_THE_PARENT = "modules.of.the.parent";

    @Hermetic
    static class InAChild {

        @Test
        void hasTheModulesOfTheParent() throws Exception {
            assertThat(NetworkInterface.networkInterfaces().map(NetworkInterface::getName))
                    .containsExactly("lo");
            assertThat(modules()).isEqualTo(System.getProperty(MODULES_OF_THE_PARENT));
        }
    }

    @BeforeEach
    void tellWhatIsExpected() {
        System.setProperty(MODULES_OF_THE_PARENT, modules());
    }

    @AfterEach
    void forget() {
        System.clearProperty(MODULES_OF_THE_PARENT);
    }

    @Test
    void theChildHasTheModulesOfTheParent() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(InAChild.class))
                                .build(),
                        listener);

        assertThat(modules()).contains("example.letters,").contains("JUnit true, open true");
        assertThat(listener.getSummary().getFailures()).isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    private static String modules() {
        Module letters = Greeting.class.getModule();
        Module junit = Test.class.getModule();
        return ModuleLayer.boot().modules().stream()
                        .map(Module::getName)
                        .sorted()
                        .collect(Collectors.joining(","))
                + "; reads JUnit " + letters.canRead(junit)
                + ", open " + letters.isOpen("example.letters", junit)
                + "; JUnit named " + junit.isNamed();
    }
}
