package org.junitisolated.benchmark;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A picture of rectangles, lines and text. Whoever shows it has the fonts, so this needs none. */
final class Svg {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** Begins a picture with a background of its own, since the page around it may be dark. */
    Svg(int width, int height, String title) throws XMLStreamException {
        xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
        attribute("viewBox", "0 0 " + width + " " + height);
        attribute("width", width);
        attribute("height", height);
        attribute("role", "img");
        attribute("font-family", "system-ui, sans-serif");
        attribute("font-size", 13);
        startOnLine("title");
        xml.writeCharacters(title);
        xml.writeEndElement();
        rectangle(0, 0, width, height, "white");
    }

    void rectangle(double x, double y, double width, double height, String colour) throws XMLStreamException {
        startOnLine("rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        attribute("fill", colour);
        xml.writeEndElement();
    }

    void line(double x1, double y1, double x2, double y2, String colour) throws XMLStreamException {
        startOnLine("line");
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        attribute("stroke", colour);
        xml.writeEndElement();
    }

    /** Writes text that begins, ends or has its middle at a point: {@code anchor} is an SVG {@code text-anchor}. */
    void text(double x, double y, String anchor, String weight, String colour, String words) throws XMLStreamException {
        startOnLine("text");
        attribute("x", x);
        attribute("y", y);
        attribute("text-anchor", anchor);
        attribute("font-weight", weight);
        attribute("fill", colour);
        xml.writeCharacters(words);
        xml.writeEndElement();
    }

    /** Ends the picture, and returns it. */
    String end() throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.close();
        return text.toString();
    }

    private void startOnLine(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    private void attribute(String name, double value) throws XMLStreamException {
        attribute(name, String.format(Locale.ROOT, "%.1f", value).replace(".0", ""));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value);
    }
}
