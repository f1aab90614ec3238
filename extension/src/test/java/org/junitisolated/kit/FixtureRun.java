package org.junitisolated.kit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs fixture classes through the real launcher, with its services, as build tools do. */
public final class FixtureRun {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private FixtureRun() {
        parameters.put("isolated.timeout", "60s");
        parameters.put("isolated.enabled", "true");
    }

    public static FixtureRun fixtures() {
        return new FixtureRun();
    }

    /** Runs classes with default settings. */
    public static Results run(Class<?>... classes) {
        return fixtures().of(classes);
    }

    public FixtureRun with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public Results of(Class<?>... classes) {
        return of(Arrays.stream(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new));
    }

    public Results of(DiscoverySelector... selectors) {
        Launcher launcher = LauncherFactory.create();
        return capture(results -> launcher.execute(request(selectors), results));
    }

    public LauncherDiscoveryRequest request(DiscoverySelector... selectors) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(parameters)
                .build();
    }

    /** Records the results of an execution, and what is printed meanwhile. */
    public static Results capture(Consumer<Results> execution) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream capturedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream capturedErr = new ByteArrayOutputStream();
        Results results = new Results(capturedOut, capturedErr);
        System.setOut(new PrintStream(capturedOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capturedErr, true, StandardCharsets.UTF_8));
        try {
            execution.accept(results);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return results;
    }
}
