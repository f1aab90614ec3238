package org.junitisolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junitisolated.kit.FixtureRun.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junitisolated.kit.Results;

/** Limits of a class template are those of the child that all of its tests share. */
class DoorsOfTemplatesTest {

    @ParameterizedClass
    @ValueSource(ints = 1)
    @Isolated
    @Limits(memory = "256M")
    static class Template {

        @Parameter
        int number;

        @Test
        void hasThoseOfTheClass() {
            assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(192L << 20);
        }

        @Test
        @Limits(memory = "128M")
        void cannotHaveItsOwn() {}
    }

    @Test
    void aMethodOfATemplateCannotHaveItsOwn() {
        Results results = run(Template.class);

        assertThat(results.outcome("hasThoseOfTheClass()"))
                .as(results.failures())
                .isEqualTo("SUCCESSFUL");
        // It comes from the child, and so under its name, in a stand-in.
        assertThat(results.failure("cannotHaveItsOwn()").getClass()).hasToString("class " + IsolationException.class.getName());
        assertThat(results.failure("cannotHaveItsOwn()"))
                .hasMessageContainingAll("@Limits is on", "a method of a class template", "#door-without-isolation");
    }
}
