package example.letters;

/** Found by whoever asks for the service: the module's descriptor names it, no file in META-INF/services does. */
public final class PoliteGreeting implements Greeting {

    @Override
    public String to(String name) {
        return opening() + name;
    }

    static String opening() {
        return "Dear ";
    }
}
