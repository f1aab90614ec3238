package example.letters;

/** A service of this module. */
public interface Greeting {

    /** Returns what to say to somebody. */
    String to(String name);
}
