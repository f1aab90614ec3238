package org.junitisolated.internal.launch;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as text: a whole number of bytes, or of KiB, MiB, GiB or TiB with a letter behind it. */
public final class SizeText {

    /** What is allowed, for messages. */
    public static final String ALLOWED =
            "a positive whole number of bytes, or of KiB, MiB, GiB or TiB with K, M, G or T behind it";

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})([kmgt]?)");
    private static final String UNITS = "kmgt";
    private static final int SHIFT = 10;

    private SizeText() {}

    /** Reads an amount, as bytes; empty where the text is none, or more than a long holds. */
    public static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        int shift = matcher.group(2).isEmpty() ? 0 : (UNITS.indexOf(matcher.group(2)) + 1) * SHIFT;
        return amount > Long.MAX_VALUE >> shift ? OptionalLong.empty() : OptionalLong.of(amount << shift);
    }

    /** Writes an amount in the largest unit that holds it whole. */
    public static String format(long bytes) {
        long amount = bytes;
        int unit = -1;
        while (unit < UNITS.length() - 1 && amount != 0 && amount % (1 << SHIFT) == 0) {
            amount >>= SHIFT;
            unit++;
        }
        return unit < 0
                ? amount + " bytes"
                : amount + UNITS.substring(unit, unit + 1).toUpperCase(Locale.ROOT);
    }
}
