package org.junitisolated.neighbours.kotlin

import kotlin.test.assertEquals
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.MethodOrderer
import org.junit.jupiter.api.Order
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestInstance
import org.junit.jupiter.api.TestMethodOrder
import org.junitisolated.Isolated

/** One instance for all tests, as is usual in Kotlin, where static members are laborious: one child for all tests, too. */
// region class
@Isolated(net = true, scope = Isolated.Scope.CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation::class)
class OneInstanceTest {

    private val events = mutableListOf<String>()

    @BeforeAll
    fun `prepares without a companion`() {
        assertOwnNetwork()
        events += "prepared"
    }

    @Test
    @Order(1)
    fun `comes first`() {
        events += "first"
    }

    @Test
    @Order(2)
    fun `sees what came before`() = assertEquals(listOf("prepared", "first"), events)
}
// endregion
