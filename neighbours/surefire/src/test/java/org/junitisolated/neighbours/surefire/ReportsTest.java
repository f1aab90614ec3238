package org.junitisolated.neighbours.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Surefire reported in the executions before. */
class ReportsTest {

    /** The tests of a report, each with the number of elements of a kind below it. */
    private static Map<String, Integer> tests(String execution, String testClass, String kind) throws Exception {
        NodeList found = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new File("target/" + execution + "/TEST-" + ReportsTest.class.getPackageName() + "." + testClass
                        + ".xml"))
                .getElementsByTagName("testcase");
        Map<String, Integer> tests = new TreeMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element test = (Element) found.item(i);
            tests.put(test.getAttribute("name"), test.getElementsByTagName(kind).getLength());
        }
        return tests;
    }

    private static long attempts(String test) {
        return new File(System.getProperty("attempts.directory"), test).length();
    }

    @Test
    void onlyWhatFailedWasRunAgain() throws Exception {
        assertThat(tests("second-attempt", "FlakyTest", "flakyFailure"))
                .containsEntry("succeedsAtTheSecondAttempt", 1)
                .containsEntry("succeedsAtTheSecondAttemptToo", 1)
                .containsEntry("oneInvocationIsFlaky(int)[2]", 1)
                .containsEntry("succeedsAtOnce", 0);
        assertThat(attempts("test")).isEqualTo(2);
        assertThat(attempts("inner")).isEqualTo(2);
        assertThat(attempts("steady")).isEqualTo(1);
        assertThat(attempts("invocation2")).isEqualTo(2);
    }

    @Test
    void tagsAreFiltered() throws Exception {
        assertThat(tests("by-tag", "FilteredTest", "failure")).containsOnlyKeys("isTagged", "wantedByName");
    }

    @Test
    void namesAreFiltered() throws Exception {
        assertThat(tests("by-name", "FilteredTest", "failure")).containsOnlyKeys("isTagged", "wantedByName");
    }
}
