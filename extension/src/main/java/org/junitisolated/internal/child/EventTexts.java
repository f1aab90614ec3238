package org.junitisolated.internal.child;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junitisolated.internal.wire.CutText;

/** The texts of events, cut where they would be too long for a message or for those who read the report. */
final class EventTexts {

    /** Characters of a name, or of a key. */
    private static final int NAME = 1 << 16;

    /** Characters of any other text. */
    private static final int TEXT = 1 << 20;

    /** Characters of all keys and values of an entry together. */
    private static final int ENTRY = 4 << 20;

    /** What a pair takes besides its characters, counted in characters. */
    private static final int PAIR = 4;

    private static final String LEFT_OUT = "junit-isolated";

    private EventTexts() {}

    static String name(String name) {
        return CutText.at(NAME, name);
    }

    static String text(String text) {
        return CutText.at(TEXT, text);
    }

    /** Returns what an entry has, as far as there is room for it. */
    static Map<String, String> values(Map<String, String> values) {
        Map<String, String> told = new LinkedHashMap<>();
        int left = ENTRY;
        for (Map.Entry<String, String> pair : values.entrySet()) {
            if (left <= 0) {
                told.put(LEFT_OUT, "%,d of %,d values left out".formatted(values.size() - told.size(), values.size()));
                return told;
            }
            String key = name(pair.getKey());
            // No value gets more than a quarter of what is left, so that one giant does not silence all others.
            String value = CutText.at(Math.min(TEXT, Math.max(NAME, left / 4)), pair.getValue());
            told.put(key, value);
            left -= PAIR + key.length() + value.length();
        }
        return told;
    }
}
