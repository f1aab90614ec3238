package org.junitisolated.neighbours.coverage;

import java.util.List;
import java.util.Map;

/** What a letter costs: some branches, of which the tests leave out a few. */
public final class Postage {

    /** How fast a letter travels. */
    public enum Speed {
        /** By cart. */
        SLOW(1),
        /** By rider. */
        FAST(3);

        private final int factor;

        Speed(int factor) {
            this.factor = factor;
        }
    }

    private static final Map<String, Integer> SURCHARGES = Map.of("registered", 5, "insured", 7);

    private Postage() {}

    /** Returns the price of a letter of so many grams. */
    public static int price(int grams, Speed speed, List<String> extras) {
        if (grams <= 0) {
            throw new IllegalArgumentException("a letter of " + grams + " g");
        }
        int base = grams <= 20 ? 1 : grams <= 500 ? 2 : 4;
        return base * speed.factor
                + extras.stream().mapToInt(Postage::surcharge).sum();
    }

    private static int surcharge(String extra) {
        Integer surcharge = SURCHARGES.get(extra);
        if (surcharge == null) {
            throw new IllegalArgumentException("no such extra: " + extra);
        }
        return surcharge;
    }
}
