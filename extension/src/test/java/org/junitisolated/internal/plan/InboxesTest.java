package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.UniqueId;
import org.junitisolated.internal.wire.Message;

/** Messages wait for the nodes that they are for, and for no others. */
class InboxesTest {

    private static final UniqueId ENGINE = UniqueId.forEngine("junit-jupiter");
    private static final UniqueId CLASS = ENGINE.append("class", "C");
    private static final UniqueId ONE = CLASS.append("test-template", "one()");
    private static final UniqueId TWO = CLASS.append("method", "two()");
    private static final UniqueId INVOCATION = ONE.append("test-template-invocation", "#1");

    private final Inboxes inboxes = new Inboxes(List.of(ONE));

    private static Message started(UniqueId node) {
        return new Message.Started(node.toString());
    }

    private static Message entry(UniqueId node) {
        return new Message.ReportEntry(node.toString(), Map.of("key", "value"));
    }

    @Test
    void whatIsExecutedAndWhatIsAboveItIsKnown() {
        assertThat(List.of(ENGINE, CLASS, ONE)).allMatch(inboxes::isKnown);
        assertThat(inboxes.isKnown(TWO)).isFalse();
    }

    @Test
    void whatComesIntoBeingIsKnownWhenItHasBeenRegistered() {
        assertThat(inboxes.isKnown(INVOCATION)).isFalse();

        inboxes.register(INVOCATION);

        assertThat(inboxes.isKnown(INVOCATION)).isTrue();
    }

    @Test
    void messagesOfANodeComeInTheirOrder() {
        Message start = started(ONE);
        Message entry = entry(ONE);
        inboxes.add(ONE, start);
        inboxes.add(ONE, entry);

        assertThat(inboxes.firstReady(List.of(CLASS, ONE))).contains(ONE);
        assertThat(inboxes.poll(ONE, Message.Published.class))
                .as("not the next one")
                .isEmpty();
        assertThat(inboxes.poll(ONE)).contains(start);
        assertThat(inboxes.poll(ONE, Message.Published.class)).hasValue((Message.Published) entry);
        assertThat(inboxes.poll(ONE)).isEmpty();
        assertThat(inboxes.firstReady(List.of(CLASS, ONE))).isEmpty();
    }

    @Test
    void aNodeHasStartedOnceThatHasBeenReported() {
        assertThat(inboxes.hasStarted(ONE)).isFalse();

        inboxes.add(ONE, started(ONE));
        inboxes.poll(ONE);

        assertThat(inboxes.hasStarted(ONE)).isTrue();
    }
}
