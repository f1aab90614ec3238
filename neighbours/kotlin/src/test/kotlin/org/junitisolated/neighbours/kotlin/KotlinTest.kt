package org.junitisolated.neighbours.kotlin

import java.net.InetAddress
import java.net.ServerSocket
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Nested
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.junitisolated.Isolated

/** What test classes in Kotlin look like: names of several words, static members in a companion, data classes. */
@Isolated(net = true, pid = true)
class KotlinTest {

    data class Price(val amount: Int, val currency: String = "EUR")

    @BeforeEach
    fun `has a network of its own`() = assertOwnNetwork()

    @Test
    fun `listens on port 8080, whatever else runs here`() {
        ServerSocket(8080, 1, InetAddress.getLoopbackAddress()).use { assertTrue(it.isBound) }
        assertTrue(prepared)
    }

    @Test
    fun `a failure is caught as its own type`() {
        val failure = assertFailsWith<IllegalArgumentException> { require(prices().isEmpty()) { "not empty" } }
        assertEquals("not empty", failure.message)
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("prices")
    fun `takes data classes`(price: Price) {
        assertEquals("EUR", price.copy(amount = 0).currency)
    }

    @Nested
    inner class `An inner class` {
        @Test
        fun `sees its outer one`() = assertEquals(2, prices().size)
    }

    companion object {
        private var prepared = false

        @BeforeAll
        @JvmStatic
        fun prepare() {
            assertOwnNetwork()
            prepared = true
        }

        @JvmStatic
        fun prices() = listOf(Price(1), Price(2, "EUR"))
    }
}
