package org.junitisolated.internal.plan;

/** What becomes of a test that leaves something behind. */
enum LeakPolicy {

    /** Report entries say what it has left. */
    REPORT,

    /** It fails as well, unless it has failed already. */
    FAIL,

    /** Nothing is looked for. */
    OFF
}
