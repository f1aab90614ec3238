package org.junitisolated.internal.doctor;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes strings, numbers, booleans, lists, maps, and what may be absent, as JSON. */
final class Json {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    static String write(Object value) {
        Json json = new Json();
        json.append(value, "\n");
        return json.text.append('\n').toString();
    }

    private void append(Object value, String lineStart) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(present -> append(present, lineStart), () -> text.append("null"));
        } else if (value instanceof Map<?, ?> map) {
            appendMap(map, lineStart);
        } else if (value instanceof List<?> list) {
            appendList(list, lineStart);
        } else if (value instanceof Boolean || value instanceof Integer) {
            text.append(value);
        } else {
            appendString(value.toString());
        }
    }

    private void appendMap(Map<?, ?> map, String lineStart) {
        text.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(lineStart).append(INDENT);
            appendString(entry.getKey().toString());
            text.append(": ");
            append(entry.getValue(), lineStart + INDENT);
            text.append(entries.hasNext() ? "," : lineStart);
        }
        text.append('}');
    }

    private void appendList(List<?> list, String lineStart) {
        text.append('[');
        Iterator<?> elements = list.iterator();
        while (elements.hasNext()) {
            text.append(lineStart).append(INDENT);
            append(elements.next(), lineStart + INDENT);
            text.append(elements.hasNext() ? "," : lineStart);
        }
        text.append(']');
    }

    private void appendString(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            appendCharacter(string.charAt(i));
        }
        text.append('"');
    }

    /** Characters beyond ASCII are escaped, so that the reader's idea of an encoding does not matter. */
    private void appendCharacter(char character) {
        switch (character) {
            case '"', '\\' -> text.append('\\').append(character);
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            default -> {
                if (character < ' ' || character > '~') {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
