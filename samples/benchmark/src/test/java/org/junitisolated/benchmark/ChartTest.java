package org.junitisolated.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {

    private static final Jdk JDK = new Jdk(Path.of("/"), "17.0.15", "");

    @Test
    void hasABarAndFiguresForWhatWasMeasured() throws Exception {
        Samples samples = new Samples();
        samples.add(Row.WARM, 40);
        samples.add(Row.WARM, 50);
        samples.add(Row.WARM, 60);
        Document chart = parse(Chart.of(Map.of(JDK, samples)));
        // The other one is the background.
        assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(chart.getDocumentElement().getTextContent()).contains("50.0 ms (45.0 to 55.0)");
    }

    @Test
    void saysWhyNothingWasMeasured() throws Exception {
        Samples samples = new Samples();
        samples.missing(Row.BWRAP, "`bwrap` & more <is> missing");
        Document chart = parse(Chart.of(Map.of(JDK, samples)));
        assertThat(chart.getDocumentElement().getTextContent()).contains("bwrap & more <is> missing");
    }

    @Test
    void marksWhatShouldHaveHadAnArchive() throws Exception {
        Samples samples = new Samples();
        samples.archiveMissing();
        samples.add(Row.WARM, 50);
        Document chart = parse(Chart.of(Map.of(JDK, samples)));
        assertThat(chart.getDocumentElement().getTextContent()).contains("50.0 ms (50.0 to 50.0), no archive");
    }

    @Test
    void hasTicksAtRoundValues() {
        assertThat(Chart.step(0.3)).isEqualTo(1);
        assertThat(Chart.step(1.5)).isEqualTo(2);
        assertThat(Chart.step(7)).isEqualTo(10);
        assertThat(Chart.step(130)).isEqualTo(200);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
