package org.junitisolated.neighbours.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ICoverageNode.CounterEntity;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What JaCoCo has measured in the executions before: class by class, counter by counter, isolated tests cover the same. */
class SameCoverageTest {

    private static final File PLAIN = new File("target/plain.exec");
    private static final File ISOLATED = new File("target/isolated.exec");
    private static final File HERMETIC = new File(System.getProperty("hermetic.exec"));

    private static final int TEST_METHODS = 5;

    static File[] withIsolation() {
        return new File[] {ISOLATED, HERMETIC};
    }

    @Test
    void plainTestsCoverSomethingAndNotAll() throws IOException {
        Map<String, String> counters = counters(PLAIN);

        assertThat(counters)
                .hasSize(3 * CounterEntity.values().length)
                .containsEntry("Postage BRANCH", "6 of 8")
                .containsEntry("Stamps METHOD", "1 of 2");
    }

    @ParameterizedTest
    @MethodSource("withIsolation")
    void isolatedTestsCoverTheSame(File isolated) throws IOException {
        assertThat(counters(isolated)).isEqualTo(counters(PLAIN));
    }

    /** One for each JVM: the parent and a child for each test method, some of which end and write at the same time. */
    @ParameterizedTest
    @MethodSource("withIsolation")
    void everyChildHasWrittenItsPart(File isolated) throws IOException {
        assertThat(load(PLAIN).getSessionInfoStore().getInfos()).hasSize(1);
        assertThat(load(isolated).getSessionInfoStore().getInfos()).hasSize(1 + TEST_METHODS);
    }

    private static Map<String, String> counters(File executionData) throws IOException {
        CoverageBuilder coverage = new CoverageBuilder();
        new Analyzer(load(executionData).getExecutionDataStore(), coverage).analyzeAll(new File("target/classes"));
        Map<String, String> counters = new TreeMap<>();
        for (IClassCoverage type : coverage.getClasses()) {
            String name = type.getName().substring(type.getName().lastIndexOf('/') + 1);
            for (CounterEntity entity : CounterEntity.values()) {
                ICounter counter = type.getCounter(entity);
                counters.put(name + " " + entity, counter.getCoveredCount() + " of " + counter.getTotalCount());
            }
        }
        return counters;
    }

    private static ExecFileLoader load(File executionData) throws IOException {
        ExecFileLoader loader = new ExecFileLoader();
        loader.load(executionData);
        return loader;
    }
}
