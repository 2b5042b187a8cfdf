package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What ships beside the jar may be shipped, is in the bill of materials, and is nothing that is known to be bad. */
class SupplyChainIT {
    private static final Path TARGET = PackagedJar.file().getParent();

    /** Licences that let a program be shipped with the library as it is, as POMs write them; one of several is enough. */
    private static final List<String> ALLOWED = List.of(
            "Apache-2.0",
            "Apache License 2.0",
            "Apache License, Version 2.0",
            "The Apache License, Version 2.0",
            "The Apache Software License, Version 2.0",
            "The Apache Software License, version 2.0",
            "MIT",
            "The MIT License",
            "ISC",
            "0BSD",
            "BSD",
            "BSD-2-Clause",
            "The (New) BSD License",
            "EPL 2.0",
            "EPL-2.0",
            "MPL 2.0");

    /** What licences.txt says of a library after its licences: name, coordinates, address. */
    private static final Pattern LIBRARY = Pattern.compile("^ +(\\(.+\\)) .*\\([^: ]+:([^: ]+):([^: ]+) - [^ ]+\\)$");

    /** Unsafe, abandoned, or taken out of use by their authors. */
    private static final Pattern BANNED = Pattern.compile("pkg:maven/(log4j/|com\\.aliyun/(alibaba-)?dingtalk"
            + "|com\\.dingtalk\\.open/|commons-collections/commons-collections@3|org\\.projectlombok/"
            + "|com\\.alibaba/fastjson|org\\.codehaus\\.jackson/|com\\.mchange/c3p0@0\\.9\\.5\\.[0-3]).*");

    @Test
    void everyLibraryHasALicenceUnderWhichItMayBeShipped() throws Exception {
        Map<String, String> licences = new TreeMap<>();
        for (String line : Files.readAllLines(TARGET.resolve("licences.txt"))) {
            Matcher library = LIBRARY.matcher(line);
            if (library.matches()) {
                licences.put(library.group(2) + "-" + library.group(3) + ".jar", library.group(1));
            }
        }

        assertThat(licences.keySet()).containsExactlyInAnyOrderElementsOf(shipped());
        assertThat(licences)
                .allSatisfy((library, said) -> assertThat(ALLOWED)
                        .as(library + ": " + said)
                        .anyMatch(licence -> said.contains("(" + licence + ")")));
    }

    @Test
    void theBillNamesEveryLibraryBesideTheJarWithItsHashAndNoOther() throws Exception {
        JsonNode bill = bill();
        Map<String, String> named = components(bill)
                .collect(Collectors.toMap(
                        one -> one.path("name").asText() + "-"
                                + one.path("version").asText() + ".jar",
                        SupplyChainIT::sha256));
        Map<String, String> hashes = new TreeMap<>();
        for (String library : shipped()) {
            hashes.put(library, sha256(TARGET.resolve("lib").resolve(library)));
        }

        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("rollcall");
        assertThat(named).containsExactlyInAnyOrderEntriesOf(hashes);
        assertThat(components(bill)).allMatch(one -> !one.path("licenses").isEmpty());
    }

    @Test
    void nothingThatIsKnownToBeBadIsAmongThem() throws Exception {
        assertThat("pkg:maven/log4j/log4j@1.2.17?type=jar").matches(BANNED);
        assertThat("pkg:maven/com.aliyun/alibaba-dingtalk-service-sdk@2.0.0?type=jar")
                .matches(BANNED);
        assertThat(components(bill()).map(one -> one.path("purl").asText()))
                .allMatch(purl -> purl.startsWith("pkg:maven/"))
                .noneMatch(purl -> BANNED.matcher(purl).matches());
    }

    @Test
    void theBillIsTheSameForTheSameCommit() throws Exception {
        assertThat(bill().path("serialNumber").asText()).isEmpty();
        assertThat(bill().at("/metadata/timestamp").asText()).isEmpty();
    }

    /** Maven makes it only where it may go online; without one, or with one of another pom.xml, the test is skipped. */
    private static JsonNode bill() throws IOException {
        Path bill = TARGET.resolve("bom.json");
        assumeTrue(Files.exists(bill), "there is no " + bill + ": Maven was offline");
        assumeTrue(
                Files.getLastModifiedTime(bill).compareTo(Files.getLastModifiedTime(Path.of("pom.xml"))) >= 0,
                bill + " was made of another pom.xml: Maven was offline");
        return new ObjectMapper().readTree(bill.toFile());
    }

    private static Stream<JsonNode> components(JsonNode bill) {
        return StreamSupport.stream(bill.path("components").spliterator(), false);
    }

    private static Set<String> shipped() throws IOException {
        try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            return libraries.map(one -> one.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String sha256(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("none");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
