package org.junitisolated.benchmark;

import java.util.List;

/**
 * The middle of some values, and their spread.
 *
 * @param lower a quarter of the values is not above it
 * @param median the middle
 * @param upper a quarter of the values is not below it
 */
record Quartiles(double lower, double median, double upper) {

    /**
     * Returns the quartiles; between two values, they are weighed by their distance.
     *
     * @throws IllegalArgumentException if there are no values
     */
    static Quartiles of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(at(0.25, sorted), at(0.5, sorted), at(0.75, sorted));
    }

    private static double at(double share, List<Double> sorted) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        double weight = position - below;
        return sorted.get(below) * (1 - weight) + sorted.get(above) * weight;
    }
}
