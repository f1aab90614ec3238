package org.junitisolated.benchmark;

/** Something that takes its turn in each round. */
interface Contender {

    /** Measures once, and adds what came of it. */
    void measure(Samples samples) throws Exception;
}
