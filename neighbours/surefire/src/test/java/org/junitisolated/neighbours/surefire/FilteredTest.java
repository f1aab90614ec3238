package org.junitisolated.neighbours.surefire;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junitisolated.Isolated;

/** Some of these tests are picked by tag or by name; all others fail. */
@Isolated
class FilteredTest {

    @Test
    @Tag("wanted")
    void isTagged() {}

    @Test
    @Tag("wanted")
    @Tag("unwanted")
    void hasAnUnwantedTagAsWell() {
        fail("was to be left out");
    }

    @Test
    void hasNoTag() {
        fail("was to be left out");
    }

    @Test
    @Tag("wanted")
    void wantedByName() {}
}
