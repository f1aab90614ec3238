package org.junitisolated.neighbours.kotlin

import java.net.NetworkInterface
import kotlin.test.assertEquals

/** Tells a test that is isolated from one that is not. */
fun assertOwnNetwork() {
    assertEquals(listOf("lo"), NetworkInterface.networkInterfaces().map { it.name }.toList())
}
