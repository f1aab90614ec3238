package org.junitisolated.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide shows is what the samples run: each piece of code on its pages is followed by a link to the region of the
 * file that it was taken from, {@code [OrdersTest](.../OrdersTest.java#region)}, and is the same word for word.
 */
class GuideTest {

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");

    static Stream<Snippet> snippets() throws IOException {
        return GuidePages.withSnippets().stream().flatMap(page -> Snippet.of(page).stream());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void codeIsThatOfASample(Snippet snippet) {
        assertThat(snippet.hasASource())
                .as("a link to a region of a sample behind the code, and not: %s", snippet.link())
                .isTrue();
        assertThat(snippet.text()).isEqualTo(snippet.source());
    }

    static Stream<Path> pages() throws IOException {
        return GuidePages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        String text = String.join("\n", GuidePages.lines(page)).replaceAll("`[^`\n]*`", "");

        assertThat(LINK.matcher(text).results().map(match -> match.group(1)))
                .filteredOn(link -> !link.contains("://") && !leadsSomewhere(page, link))
                .isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String path = link.replaceFirst("#.*", "");
        Path target = path.isEmpty() ? page : page.resolveSibling(path);
        return Files.exists(target)
                && (!link.contains("#")
                        || !target.toString().endsWith(".md")
                        || anchors(target).contains(link.replaceFirst(".*#", "")));
    }

    private static List<String> anchors(Path page) {
        List<String> lines = GuidePages.lines(page);
        return Stream.concat(
                        lines.stream().filter(line -> line.startsWith("#")).map(GuideTest::anchorOfHeading),
                        ANCHOR.matcher(String.join("\n", lines)).results().map((MatchResult match) -> match.group(1)))
                .toList();
    }

    private static String anchorOfHeading(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    @Test
    void thereAreSnippets() throws IOException {
        assertThat(snippets()).hasSizeGreaterThan(10);
    }
}
