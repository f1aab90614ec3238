/** A module that keeps what it has to itself. */
module example.letters {
    uses example.letters.Greeting;

    provides example.letters.Greeting with
            example.letters.PoliteGreeting;
}
