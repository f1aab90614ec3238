package org.junitisolated.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Draws the medians of all that takes time as bars, a group for each row, and the quartiles as whiskers. */
final class Chart {

    private static final int WIDTH = 1000;
    private static final int MARGIN = 24;
    /** Where bars begin; the names of JDKs are left of it. */
    private static final int LEFT = 130;
    /** Where the longest whisker ends; the figures are right of it. */
    private static final int RIGHT = WIDTH - 250;

    /** Above the first group: the title and the axis. */
    private static final int HEAD = 90;

    private static final int TITLE_OF_GROUP = 22;
    private static final int BAR = 14;
    private static final int BAR_AND_GAP = 19;
    private static final int GAP_OF_GROUPS = 12;

    /** From the top of a bar to the line on which text stands that is beside it. */
    private static final int BASELINE = 12;

    private static final int GAP_OF_TEXT = 8;

    private static final double TICKS = 5;

    private static final String TEXT = "#222222";
    private static final String FAINT_TEXT = "#666666";
    private static final String GRID = "#dddddd";
    private static final String WHISKER = "#222222";
    private static final List<String> COLOURS = List.of("#3b6ea5", "#e0902f", "#5a9a57", "#8a6bb0");

    private final Map<Jdk, Samples> results;
    private final List<Row> rows;
    private final double most;
    private final int height;
    private final Svg svg;

    private Chart(Map<Jdk, Samples> results) throws XMLStreamException {
        this.results = results;
        this.rows = Arrays.stream(Row.values())
                .filter(row -> row.isTime() && row != Row.UNUSED_EXTENSION)
                .toList();
        this.most = rows.stream()
                .flatMap(row -> results.values().stream().flatMap(samples -> samples.quartiles(row).stream()))
                .mapToDouble(Quartiles::upper)
                .max()
                .orElse(1);
        int heightOfGroup = TITLE_OF_GROUP + results.size() * BAR_AND_GAP + GAP_OF_GROUPS;
        this.height = HEAD + rows.size() * heightOfGroup + MARGIN;
        this.svg = new Svg(WIDTH, height, "What an isolated test costs, next to other ways of isolating it");
    }

    static String of(Map<Jdk, Samples> results) throws XMLStreamException {
        return new Chart(results).draw();
    }

    private String draw() throws XMLStreamException {
        svg.text(MARGIN, MARGIN + BASELINE, "start", "bold", TEXT, "Milliseconds per test, JVM or command");
        svg.text(
                MARGIN,
                MARGIN + 2 * BASELINE + GAP_OF_TEXT,
                "start",
                "normal",
                FAINT_TEXT,
                "bar: median; whisker, and range: the middle half of the values");
        drawGrid();
        double y = HEAD;
        for (Row row : rows) {
            y = drawGroup(row, y);
        }
        return svg.end();
    }

    private void drawGrid() throws XMLStreamException {
        double step = step(most / TICKS);
        for (int i = 0; i * step <= most; i++) {
            double x = x(i * step);
            svg.line(x, HEAD, x, height - MARGIN, GRID);
            svg.text(
                    x,
                    HEAD - GAP_OF_TEXT,
                    "middle",
                    "normal",
                    FAINT_TEXT,
                    String.format(Locale.ROOT, "%.0f", i * step));
        }
    }

    /** Returns the least of 1, 2, 5, 10, 20, 50 and so on that is not less than this. */
    static double step(double least) {
        double power = 1;
        while (power * 10 < least) {
            power *= 10;
        }
        for (int digit : new int[] {1, 2, 5}) {
            if (digit * power >= least) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    private double drawGroup(Row row, double top) throws XMLStreamException {
        svg.text(
                MARGIN,
                top + BASELINE + 3,
                "start",
                "bold",
                TEXT,
                "(" + row.letter() + ") " + plain(row.description()));
        double y = top + TITLE_OF_GROUP;
        int number = 0;
        for (Map.Entry<Jdk, Samples> result : results.entrySet()) {
            svg.text(
                    LEFT - GAP_OF_TEXT,
                    y + BASELINE,
                    "end",
                    "normal",
                    TEXT,
                    result.getKey().toString());
            drawBar(row, result.getValue(), y, COLOURS.get(number % COLOURS.size()));
            number++;
            y += BAR_AND_GAP;
        }
        return y + GAP_OF_GROUPS;
    }

    private void drawBar(Row row, Samples samples, double y, String colour) throws XMLStreamException {
        Quartiles quartiles = samples.quartiles(row).orElse(null);
        if (quartiles == null) {
            svg.text(LEFT + GAP_OF_TEXT, y + BASELINE, "start", "normal", FAINT_TEXT, plain(samples.reason(row)));
            return;
        }
        svg.rectangle(LEFT, y, x(quartiles.median()) - LEFT, BAR, colour);
        double middle = y + BAR / 2.0;
        svg.line(x(quartiles.lower()), middle, x(quartiles.upper()), middle, WHISKER);
        for (double end : new double[] {quartiles.lower(), quartiles.upper()}) {
            svg.line(x(end), y + 3, x(end), y + BAR - 3, WHISKER);
        }
        svg.text(
                x(quartiles.upper()) + GAP_OF_TEXT,
                y + BASELINE,
                "start",
                "normal",
                TEXT,
                figures(quartiles) + samples.remark(row));
    }

    private static String figures(Quartiles quartiles) {
        return Report.number(quartiles.median()) + " ms (" + Report.number(quartiles.lower()) + " to "
                + Report.number(quartiles.upper()) + ")";
    }

    /** What is added to a test is a difference, and may be nothing. */
    private double x(double millis) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, millis) / most;
    }

    private static String plain(String markdown) {
        return markdown.replace("`", "");
    }
}
