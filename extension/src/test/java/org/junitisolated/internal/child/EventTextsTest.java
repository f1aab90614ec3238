package org.junitisolated.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too long for an event is cut, and says so; all else is told as it is. */
class EventTextsTest {

    private static int size(Map<String, String> values) {
        return values.entrySet().stream()
                .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
    }

    @Test
    void namesThatAreNotTooLongStayAsTheyAre() {
        assertThat(EventTexts.name("x".repeat(65_536))).isEqualTo("x".repeat(65_536));
        assertThat(EventTexts.name("x".repeat(65_537)))
                .isEqualTo("x".repeat(65_536) + "... [junit-isolated: cut after 65,536 of 65,537 characters]");
    }

    @Test
    void entriesStayAsTheyAreInTheirOrder() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1000; i > 0; i--) {
            values.put("key " + i, "x".repeat(1000));
        }

        assertThat(EventTexts.values(values)).containsExactlyEntriesOf(values);
    }

    @Test
    void aGiantDoesNotSilenceTheOthers() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("giant", "x".repeat(10_000_000));
        values.put("other", "value");

        assertThat(EventTexts.values(values)).containsEntry("other", "value").hasSize(2);
        assertThat(EventTexts.values(values).get("giant"))
                .endsWith("x... [junit-isolated: cut after 1,048,576 of 10,000,000 characters]");
    }

    @Test
    void manyValuesAreCounted() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < 2_000_000; i++) {
            values.put("key " + i, "");
        }

        Map<String, String> told = EventTexts.values(values);

        assertThat(told).containsEntry("key 0", "");
        assertThat(told.get("junit-isolated"))
                .isEqualTo("%,d of 2,000,000 values left out".formatted(2_000_000 - told.size() + 1));
        assertThat(size(told)).isBetween(2 << 20, 5 << 20);
    }

    @Test
    void manyGiantsFitToo() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            values.put(i + "x".repeat(100_000), "x".repeat(100_000));
        }

        assertThat(size(EventTexts.values(values))).isBetween(2 << 20, 5 << 20);
    }
}
