package org.junitisolated.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Arguments for children's JVMs as text: words as in the JDK's argument files, and what cannot be among them. */
final class JvmArguments {

    /** They would change what is run, or end the JVM before it runs anything. */
    private static final Pattern NOT_FOR_USERS = Pattern.compile("-jar|-m|--module|-cp|-classpath|--class-path(=.*)?"
            + "|--?version|--?help|-\\?|-h|--?show-version|--dry-run|--list-modules|@.*");

    private JvmArguments() {}

    /**
     * Splits a text at blanks. Single or double quotes hold together what is between them; there a backslash takes the
     * special meaning from the next character, and {@code \n}, {@code \r}, {@code \t} and {@code \f} are what they are in
     * Java. See "java Command-Line Argument Files" in the manual of {@code java}.
     *
     * @return empty where a quote has no end
     */
    static Optional<List<String>> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                addTo(words, word);
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == '\\' && i + 1 < text.length()) {
                i++;
                word.append(unescaped(text.charAt(i)));
            } else {
                word.append(c);
            }
        }
        addTo(words, word);
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }

    private static void addTo(List<String> words, @Nullable StringBuilder word) {
        if (word != null) {
            words.add(word.toString());
        }
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'f' -> '\f';
            default -> c;
        };
    }

    /** Says what is wrong with arguments; empty where they can be handed to a JVM, which knows the rest. */
    static Optional<String> findFault(List<String> arguments) {
        if (arguments.stream().anyMatch(String::isBlank)) {
            return Optional.of("an argument is blank, which java would take for the name of a class to run");
        } else if (!arguments.isEmpty()
                && !arguments.get(0).startsWith("-")
                && !arguments.get(0).startsWith("@")) {
            return Optional.of("\"" + arguments.get(0)
                    + "\" does not begin with a hyphen: java would take it for the name" + " of a class to run");
        }
        return arguments.stream()
                .filter(argument -> NOT_FOR_USERS.matcher(argument).matches())
                .findFirst()
                .map(argument ->
                        "\"" + argument + "\" is not possible: class path and main class are the child's own, it must"
                                + " run, and argument files are not read here");
    }
}
