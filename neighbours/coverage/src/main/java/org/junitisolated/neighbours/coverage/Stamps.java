package org.junitisolated.neighbours.coverage;

/** How many stamps there must be on a letter. */
public final class Stamps {

    private Stamps() {}

    /** Returns the number of stamps of a value that make up a price. */
    public static int needed(int price, int value) {
        int stamps = 0;
        for (int paid = 0; paid < price; paid += value) {
            stamps++;
        }
        return stamps;
    }

    /** Returns whether a letter looks better with a meter mark; no test asks. */
    public static boolean tooMany(int stamps) {
        return stamps > 8;
    }
}
