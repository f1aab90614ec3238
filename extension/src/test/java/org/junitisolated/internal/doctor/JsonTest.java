package org.junitisolated.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written is JSON, see RFC 8259. */
class JsonTest {

    @Test
    void scalars() {
        assertThat(Json.write("word")).isEqualTo("\"word\"\n");
        assertThat(Json.write(true)).isEqualTo("true\n");
        assertThat(Json.write(-28)).isEqualTo("-28\n");
        assertThat(Json.write(Optional.empty())).isEqualTo("null\n");
        assertThat(Json.write(Optional.of("there"))).isEqualTo("\"there\"\n");
    }

    @Test
    void whatMustBeEscapedIs() {
        assertThat(Json.write("a\"b\\c\nd\te\u0001f\u00fcg\ud83d\ude00"))
                .isEqualTo("\"a\\\"b\\\\c\\nd\\te\\u0001f\\u00fcg\\ud83d\\ude00\"\n");
    }

    @Test
    void listsAndMaps() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("list", List.of("a", 1));
        map.put("empty", List.of());
        map.put("none", Map.of());

        assertThat(Json.write(map)).isEqualTo("""
                {
                  "list": [
                    "a",
                    1
                  ],
                  "empty": [],
                  "none": {}
                }
                """);
    }
}
