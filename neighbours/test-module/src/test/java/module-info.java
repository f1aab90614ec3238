/** A module of nothing but tests, open to JUnit. */
@SuppressWarnings("requires-automatic") // JUnit Isolated's jar has a name and no descriptor
open module example.tests {
    requires org.assertj.core;
    requires org.junit.jupiter.api;
    requires org.junit.platform.launcher;
    requires org.junitisolated;
}
