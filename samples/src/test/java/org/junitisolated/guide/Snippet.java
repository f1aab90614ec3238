package org.junitisolated.guide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of code on a page.
 *
 * @param text its lines
 * @param link what follows the code: it is to be a link to a region of a file, such as {@code [OrdersTest](OrdersTest.java#region)}
 */
record Snippet(Path page, int line, List<String> text, String link) {

    private static final Set<String> BEGINNINGS = Set.of("```java", "```kotlin");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)#]+)#([^)]+)\\).*");

    static List<Snippet> of(Path page) {
        List<String> lines = GuidePages.lines(page);
        List<Snippet> snippets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (BEGINNINGS.contains(lines.get(i))) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                snippets.add(new Snippet(page, i + 1, lines.subList(i + 1, end), nextText(lines, end + 1)));
            }
        }
        return snippets;
    }

    private static String nextText(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    boolean hasASource() {
        return LINK.matcher(link).matches();
    }

    /** Returns the region of the file that the link leads to. */
    List<String> source() {
        Matcher matcher = LINK.matcher(link);
        if (!matcher.matches()) {
            throw new IllegalStateException("no link to a region: " + link);
        }
        Path file = page.resolveSibling(matcher.group(1));
        return Region.of(GuidePages.lines(file), matcher.group(2));
    }

    @Override
    public String toString() {
        return page.getFileName() + ", line " + line;
    }
}
