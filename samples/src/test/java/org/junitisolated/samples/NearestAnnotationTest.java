package org.junitisolated.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;
import org.junitisolated.Isolation;
import org.junitisolated.Namespace;

/** The nearest annotation counts, as a whole: nothing of the class's is added to the method's. */
// region class
@Isolated(net = true)
class NearestAnnotationTest {

    @Test
    void asTheClassSays(Isolation isolation) {
        assertThat(isolation.namespaces()).containsExactly(Namespace.NET);
    }

    @Test
    @Isolated(pid = true)
    void asTheMethodSays(Isolation isolation) {
        assertThat(isolation.namespaces()).containsExactly(Namespace.PID); // and not the network
    }
}
// endregion
