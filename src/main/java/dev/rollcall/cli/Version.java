package dev.rollcall.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version out of the jar's manifest; "development" where the classes are run without one. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"rollcall " + Objects.requireNonNullElse(version, "development")};
    }
}
