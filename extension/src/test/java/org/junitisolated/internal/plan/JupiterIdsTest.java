package org.junitisolated.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.UniqueId;

/** The same test on both sides. */
class JupiterIdsTest {

    private static final String IN_CHILD = "[engine:junit-jupiter]/[class:A]/[method:b()]";
    private static final String SUITE = "[engine:junit-platform-suite]/[suite:S]/";

    @ParameterizedTest
    @ValueSource(strings = {"", SUITE, SUITE + "[engine:junit-platform-suite]/[suite:Inner]/"})
    void theSuiteIsOnlyKnownToTheParent(String prefix) {
        UniqueId inParent = UniqueId.parse(prefix + IN_CHILD);

        assertThat(JupiterIds.of(inParent).toChild(inParent)).isEqualTo(IN_CHILD);
        assertThat(JupiterIds.of(inParent).toParent(IN_CHILD)).isEqualTo(inParent);
    }

    @Test
    void oneTestTranslatesForAllOfItsTree() {
        JupiterIds ids = JupiterIds.of(UniqueId.parse(SUITE + IN_CHILD));
        String invocation = IN_CHILD + "/[test-template-invocation:#1]";

        assertThat(ids.toParent(invocation)).isEqualTo(UniqueId.parse(SUITE + invocation));
        assertThat(ids.toParent("[engine:junit-jupiter]").toString()).isEqualTo(SUITE + "[engine:junit-jupiter]");
        assertThat(ids.toChild(UniqueId.parse(SUITE + "[engine:junit-jupiter]/[class:A]")))
                .isEqualTo("[engine:junit-jupiter]/[class:A]");
    }

    @Test
    void aValueThatLooksLikeAnEngineIsNone() {
        UniqueId odd = UniqueId.forEngine("junit-jupiter").append("class", "[engine:junit-jupiter]/+%20:");
        JupiterIds ids = JupiterIds.of(odd);

        assertThat(ids.toChild(odd)).isEqualTo(odd.toString());
        assertThat(ids.toParent(odd.toString())).isEqualTo(odd);
    }

    @ParameterizedTest
    @CsvSource({
        "[engine:junit-jupiter], true",
        "[engine:junit-platform-suite]/[suite:S]/[engine:junit-jupiter], true",
        "[engine:junit-jupiter]/[class:A], false",
        "[engine:junit-vintage], false",
        "[engine:my-junit-jupiter], false",
        "[engine:junit-platform-suite]/[suite:S], false"
    })
    void aJupiterEngineIsKnownWhereverItStands(String id, boolean expected) {
        assertThat(JupiterIds.isJupiterEngine(UniqueId.parse(id))).isEqualTo(expected);
    }
}
