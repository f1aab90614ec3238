package org.junitisolated.neighbours.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junitisolated.Isolated;
import org.mockito.Mock;
import org.mockito.MockedStatic;
import org.mockito.junit.jupiter.MockitoExtension;

/**
 * Mocks in fields and parameters, of final classes and static methods. For the latter Mockito attaches an agent to its own
 * JVM, by the JVM's pid and a socket in {@code /tmp}, both of which are the child's own here.
 */
@Isolated(net = true, pid = true, mount = true, scope = Isolated.Scope.CLASS)
@ExtendWith(MockitoExtension.class)
@SuppressWarnings("DirectInvocationOnMock") // the mocks are what is tested
class MockitoTest {

    interface Post {
        boolean send(String letter);
    }

    static final class Stamp {
        int price() {
            return 1;
        }

        static String country() {
            return "here";
        }
    }

    @Mock
    private Post post;

    @BeforeEach
    void isIsolated() throws Exception {
        OwnNetwork.assertThatThisIsOne();
    }

    @Test
    void mocksComeIntoFields() {
        when(post.send("letter")).thenReturn(true);

        assertThat(post.send("letter")).isTrue();
        verify(post).send("letter");
    }

    @Test
    void mocksComeIntoParameters(@Mock Post another) {
        when(another.send("letter")).thenReturn(true);

        assertThat(another.send("letter")).isTrue();
        assertThat(post.send("letter")).isFalse();
    }

    @Test
    void finalClassesAreMocked() {
        Stamp stamp = mock();
        when(stamp.price()).thenReturn(2);

        assertThat(stamp.price()).isEqualTo(2);
    }

    @Test
    void staticMethodsAreMocked() {
        try (MockedStatic<Stamp> stamps = mockStatic(Stamp.class)) {
            stamps.when(Stamp::country).thenReturn("elsewhere");

            assertThat(Stamp.country()).isEqualTo("elsewhere");
        }
        assertThat(Stamp.country()).isEqualTo("here");
    }
}
