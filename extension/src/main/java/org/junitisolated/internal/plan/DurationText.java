package org.junitisolated.internal.plan;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text, in the form of Jupiter's own {@code junit.jupiter.execution.timeout} parameters. */
final class DurationText {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17}) ?(ns|μs|ms|s|m|h|d)?");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "μs", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    /** Longer ones are cut to this: it never comes, and arithmetic in nanoseconds stays far from its end. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The kernel counts nanoseconds in 63 bits, which are 292 years. */
    private static final Duration BEYOND_CLOCKS = Duration.ofNanos(Long.MAX_VALUE);

    private DurationText() {}

    /** Writes a duration in the largest unit that holds it whole. */
    static String format(Duration duration) {
        for (String unit : List.of("d", "h", "m", "s", "ms", "μs")) {
            Duration one = UNITS.getOrDefault(unit, ChronoUnit.NANOS).getDuration();
            long amount = duration.dividedBy(one);
            if (amount > 0 && one.multipliedBy(amount).equals(duration)) {
                return amount + unit;
            }
        }
        return duration.toNanos() + "ns";
    }

    /** Reads a duration, cut where it is longer than a year; empty where the text is none. */
    static Optional<Duration> parse(String text) {
        return parse(text, LONGEST);
    }

    /** Reads a duration that counts as it is; empty where the text is none, or one longer than a clock can be set. */
    static Optional<Duration> parseExactly(String text) {
        return parse(text, BEYOND_CLOCKS).filter(duration -> !duration.equals(BEYOND_CLOCKS));
    }

    private static Optional<Duration> parse(String text, Duration longest) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        ChronoUnit unit = UNITS.getOrDefault(matcher.group(2) == null ? "s" : matcher.group(2), ChronoUnit.SECONDS);
        long longestAmount = longest.dividedBy(unit.getDuration());
        return Optional.of(amount >= longestAmount ? longest : Duration.of(amount, unit));
    }
}
