package org.junitisolated.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much may be on its way. */
class UnseenTest {

    private static final Frame SMALL = new Frame((byte) 17, 1, new byte[10]);

    @Test
    void nothingIsNeverFull() {
        assertThat(new Unseen(Unseen.MOST_OF_OWN).isFull()).isFalse();
        assertThat(new Unseen(Unseen.MOST_OF_SHARED).isFull()).isFalse();
    }

    @Test
    void ofAnOwnChildOneEventIs() {
        Unseen unseen = new Unseen(Unseen.MOST_OF_OWN);
        unseen.add(SMALL);

        assertThat(unseen.isFull()).isTrue();
    }

    @Test
    void ofASharedChildSmallEventsCountWithWhatTheyTakeInMemory() {
        Unseen unseen = new Unseen(Unseen.MOST_OF_SHARED);
        int count = 0;
        while (!unseen.isFull()) {
            unseen.add(SMALL);
            count++;
        }

        assertThat(count).isBetween(32, 128);
    }

    @Test
    void aLargeOneIsAsManySmallOnes() {
        Unseen unseen = new Unseen(Unseen.MOST_OF_SHARED);
        unseen.add(new Frame((byte) 17, 1, new byte[1 << 20]));

        assertThat(unseen.isFull()).isTrue();
    }

    @Test
    void whatHasBeenSeenCountsNoMore() {
        Unseen unseen = new Unseen(Unseen.MOST_OF_OWN);
        unseen.add(SMALL);
        unseen.clear();

        assertThat(unseen.isFull()).isFalse();
    }
}
