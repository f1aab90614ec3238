package org.junitisolated.benchmark;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a median is to be at most.
 *
 * @param description what it says to users
 * @param row whose median
 * @param against the row by whose median it is divided, if any
 * @param on17 the most on JDK 17, and on others before 25
 * @param on25 the most from JDK 25 on
 */
record Target(String description, Row row, @Nullable Row against, double on17, double on25) {

    static final List<Target> ALL = List.of(
            new Target("time added to a test with a standby ready", Row.ADDED_BETWEEN, null, 12, 10),
            new Target(
                    "a trivial isolated test of 100, to a bare JVM in namespaces", Row.WARM, Row.IN_NAMESPACES, 2, 1.4),
            new Target("the same, to Surefire with `reuseForks=false`", Row.WARM, Row.SUREFIRE, 1 / 5.0, 1 / 6.0),
            new Target("the same, to `bwrap` and a ConsoleLauncher", Row.WARM, Row.BWRAP, 1 / 7.0, 1 / 9.0),
            new Target("the launcher alone, to `unshare`", Row.LAUNCHER_ALONE, Row.UNSHARE_ALONE, 1, 1),
            new Target("added to a plan without isolated tests", Row.UNUSED_EXTENSION, null, 10, 10),
            new Target("private memory of a standby", Row.STANDBY_MEMORY, null, 45, 45),
            new Target("a network test of 1,000 in a shared JVM", Row.NETWORK_SHARED, null, 3, 3),
            new Target("the same, to plain JUnit", Row.NETWORK_SHARED, Row.NETWORK_PLAIN, 3, 3),
            new Target(
                    "the same, to Surefire with `reuseForks=false`",
                    Row.NETWORK_SHARED,
                    Row.SUREFIRE,
                    1 / 100.0,
                    1 / 100.0));

    double most(Jdk jdk) {
        return jdk.feature() >= 25 ? on25 : on17;
    }

    /**
     * Returns what was measured, if all that it takes was. What is less than nothing is noise: a row can be a difference,
     * and a ratio to such a one would be below any target.
     */
    Optional<Double> measured(Samples samples) {
        Optional<Double> median = samples.median(row);
        Row other = against;
        return other == null
                ? median
                : median.flatMap(value ->
                        samples.median(other).filter(divisor -> divisor > 0).map(divisor -> value / divisor));
    }

    /** Writes a value of this target: a part as users think of it, such as 1/7. */
    String format(double value) {
        if (against == null) {
            return number(value) + " " + row.unit();
        }
        return on17 < 1 && value > 0 && value < 1 ? "1/" + number(1 / value) : number(value);
    }

    private static String number(double value) {
        return Report.number(value).replaceFirst("\\.0+$", "");
    }
}
