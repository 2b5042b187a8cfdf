package dev.rollcall.config;

import dev.rollcall.common.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads secrets: from the key itself or from the file that its {@code …_file} twin names, never from both. */
final class Secrets {
    private static final String TWIN = "_file";
    private static final int LARGEST = 1 << 16;

    private Secrets() {}

    /** The secret under {@code key} or its twin; where both are absent or the value is empty, {@code remedy} is told. */
    static Optional<Secret> needed(Section section, String key, Kind<String> kind, String remedy) {
        if (!section.has(key) && !section.has(key + TWIN)) {
            section.missing(key, "is missing; " + remedy);
        }
        section.value(key)
                .filter(value -> value.text().isBlank())
                .ifPresent(value -> value.fault("is empty; " + remedy));
        return optional(section, key, kind);
    }

    /** The secret under {@code key} or its twin; none where both are absent or the value is empty. */
    static Optional<Secret> optional(Section section, String key, Kind<String> kind) {
        Optional<Value> inline =
                section.value(key).filter(value -> !value.text().isBlank());
        inline.ifPresent(Secrets::warnInline);
        Optional<Value> given = twin(section, key).or(() -> inline);
        return given.flatMap(value -> value.asSecret(kind)).map(Secret::of);
    }

    /** The secrets in the list under {@code key}, or one a line in the file that its twin names. */
    static List<Secret> list(Section section, String key, Kind<String> kind) {
        List<Value> inline = section.values(key);
        inline.stream().filter(Value::notText).forEach(value -> value.fault("is a number; write it in quotes"));
        inline.stream().filter(value -> !value.text().isBlank()).forEach(Secrets::warnInline);
        List<Value> lines = twin(section, key).stream()
                .flatMap(file -> file.text().lines().map(line -> with(file, line.strip())))
                .filter(line -> !line.text().isEmpty())
                .toList();
        return (lines.isEmpty() ? inline : lines)
                .stream()
                        .flatMap(value -> value.asSecret(kind).stream())
                        .map(Secret::of)
                        .distinct()
                        .toList();
    }

    /** One line of at least one character. */
    static Kind<String> text() {
        return text -> {
            boolean fits = !text.isBlank() && text.chars().noneMatch(c -> c == '\n' || c == '\r');
            Kinds.check(fits, "must be one line and not empty");
            return text.strip();
        };
    }

    private static void warnInline(Value value) {
        if (!value.fromEnvironment()) {
            value.warn(ConfigWarnings.INLINE);
        }
    }

    /** What the twin's file holds, as if it stood in the configuration. */
    private static Optional<Value> twin(Section section, String key) {
        Optional<Value> file = section.value(key + TWIN);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (section.has(key)) {
            file.get().fault("is given together with " + key + "; keep one of the two");
            return Optional.empty();
        }
        return content(file.get(), section.reading()).map(text -> with(file.get(), text));
    }

    private static Value with(Value file, String text) {
        return new Value(file.reading(), file.at(), file.path(), file.written(), text, false);
    }

    private static Optional<String> content(Value file, Reading reading) {
        try {
            Path path = reading.directory().resolve(file.text());
            reading.named().accept(path);
            if (file.text().isBlank() || !Files.isRegularFile(path) || Files.size(path) > LARGEST) {
                file.fault("names no file of at most 64 KB; it wants a path, not the secret itself");
                return Optional.empty();
            }
            if (ConfigWarnings.readableByOthers(path)) {
                file.warn("names a file that others on this machine may read; chmod 600");
            }
            String text = Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
            if (text.isEmpty()) {
                file.fault("names an empty file");
            }
            return Optional.of(text).filter(content -> !content.isEmpty());
        } catch (IOException | InvalidPathException e) {
            file.fault("names a file that cannot be read as UTF-8 text");
            return Optional.empty();
        }
    }
}
