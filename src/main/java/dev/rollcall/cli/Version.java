package dev.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/**
 * The version out of the jar's manifest, and the commit that it was built of with that one's time: the time of the build would
 * be another for the same bytes. "development" where the classes are run without a jar.
 */
final class Version implements IVersionProvider {
    /** Written by the build, where that knows the commit. */
    private static final String BUILD = "build.properties";

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(BUILD)) {
            if (in != null) {
                build.load(in);
            }
        }
        return new String[] {line(Version.class.getPackage().getImplementationVersion(), build)};
    }

    /**
     * The whole line.
     *
     * @param version null: there is no jar
     * @param build empty where the build knew no commit
     */
    static String line(@Nullable String version, Properties build) {
        if (version == null) {
            return "rollcall development";
        }
        String made = build.getProperty("git.commit.time");
        return "rollcall " + version + " (commit " + build.getProperty("git.commit.id.abbrev", "unknown")
                + (made == null ? "" : " of " + made) + ")";
    }
}
