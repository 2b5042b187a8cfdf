package dev.rollcall.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration that cannot be used, with every fault in it.
 *
 * <p>The message is one line per fault, {@code FILE:LINE:COLUMN: path: text}, and can be shown as it is: no secret and
 * nothing that the environment gave stands in it.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    ConfigException(String file, List<Fault> faults) {
        super(faults.stream().map(fault -> fault.in(file)).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** At least one, by position. */
    public List<Fault> faults() {
        return faults;
    }
}
