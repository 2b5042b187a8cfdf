package dev.rollcall.cli;

/** Bounds of the numbers that the simulator's commands take. */
final class Numbers {
    private static final int MOST_PEOPLE = 200_000;
    private static final int MOST_DEPARTMENTS = 2_000;
    private static final int LAST_PORT = 65_535;

    private Numbers() {}

    static void check(int employees, int departments, int port) throws UsageException {
        within("--employees", employees, 1, MOST_PEOPLE);
        within("--departments", departments, 1, MOST_DEPARTMENTS);
        within("--port", port, 0, LAST_PORT);
    }

    private static void within(String option, int number, int least, int most) throws UsageException {
        if (number < least || number > most) {
            throw new UsageException(option + " " + number + ": give a number from " + least + " to " + most);
        }
    }
}
