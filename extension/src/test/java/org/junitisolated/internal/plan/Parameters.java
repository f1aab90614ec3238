package org.junitisolated.internal.plan;

import java.util.Map;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Configuration parameters as the platform makes them, without those of files and system properties. */
final class Parameters {

    static ConfigurationParameters of(Map<String, String> values) {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameters(values)
                .build()
                .getConfigurationParameters();
    }

    private Parameters() {}
}
