import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Compares the reports of two runs of the same tests, as Surefire writes them: which tests there were, which passed, which
 * were skipped and why, and how the others failed. Ends with 1 if there is a difference.
 *
 * <pre>
 * java scripts/CompareReports.java DIRECTORY DIRECTORY [CLASS#TEST...]
 * </pre>
 *
 * The tests that are named may differ.
 */
final class CompareReports {

    private static final List<String> UNSUCCESSFUL = List.of("skipped", "failure", "error");

    private static final int MOST_SHOWN = 20;

    private CompareReports() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: java CompareReports.java DIRECTORY DIRECTORY [CLASS#TEST...]");
            System.exit(2);
        }
        Map<String, List<String>> first = read(Path.of(arguments[0]));
        Map<String, List<String>> second = read(Path.of(arguments[1]));
        System.out.println(arguments[0] + ": " + totals(first));
        System.out.println(arguments[1] + ": " + totals(second));
        Set<String> different = different(first, second);
        List.of(arguments).subList(2, arguments.length).forEach(different::remove);
        different.stream()
                .limit(MOST_SHOWN)
                .forEach(test -> System.out.println(
                        "DIFFERENT " + test + "\n  " + first.get(test) + "\n  " + second.get(test)));
        System.out.println("Differences: " + different.size());
        System.exit(different.isEmpty() && !first.isEmpty() ? 0 : 1);
    }

    private static Set<String> different(Map<String, List<String>> first, Map<String, List<String>> second) {
        Set<String> tests = new TreeSet<>(first.keySet());
        tests.addAll(second.keySet());
        tests.removeIf(test -> first.getOrDefault(test, List.of()).equals(second.get(test)));
        return tests;
    }

    /** The outcomes of each test; several tests may have one name. */
    private static Map<String, List<String>> read(Path directory)
            throws IOException, ParserConfigurationException, SAXException {
        Map<String, List<String>> outcomes = new TreeMap<>();
        DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            for (Path report : reports) {
                NodeList tests = parser.parse(report.toFile()).getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    Element test = (Element) tests.item(i);
                    outcomes.computeIfAbsent(
                                    test.getAttribute("classname") + "#" + test.getAttribute("name"),
                                    name -> new ArrayList<>())
                            .add(outcome(test));
                }
            }
        }
        outcomes.values().forEach(Collections::sort);
        return outcomes;
    }

    private static String outcome(Element test) {
        for (String kind : UNSUCCESSFUL) {
            if (test.getElementsByTagName(kind).item(0) instanceof Element found) {
                return kind + " " + found.getAttribute("type") + ": " + found.getAttribute("message");
            }
        }
        return "passed";
    }

    private static String totals(Map<String, List<String>> outcomes) {
        Map<String, Integer> counts = new TreeMap<>();
        outcomes.values().forEach(each -> each.forEach(
                outcome -> counts.merge(outcome.split(" ", 2)[0], 1, Integer::sum)));
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return all + " tests " + counts;
    }
}
