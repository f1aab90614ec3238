package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;

/** An annotation as it is written in a test, for messages: its name, and the attributes that have been set. */
final class AnnotationText {

    private final String name;
    private final List<String> attributes = new ArrayList<>();

    AnnotationText(String name) {
        this.name = name;
    }

    /** Adds an attribute, unless it has its default value. */
    AnnotationText with(String attribute, Object value, Object defaultValue) {
        if (!value.equals(defaultValue)) {
            attributes.add(attribute + " = " + (value instanceof String ? "\"" + value + "\"" : value));
        }
        return this;
    }

    @Override
    public String toString() {
        return "@" + name + (attributes.isEmpty() ? "" : "(" + String.join(", ", attributes) + ")");
    }
}
