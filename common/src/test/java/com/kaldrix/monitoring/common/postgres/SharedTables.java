package com.kaldrix.monitoring.common.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that the code of {@code common} works on, as a service's migrations make them. */
public final class SharedTables {
    private SharedTables() {}

    /**
     * Fails unless the migrations on the class path hold each statement of {@code kaldrix/outbox.sql} and {@code kaldrix/audit.sql}, apart
     * from white space and comments: a table that was changed in one place only is found here.
     */
    public static void areMadeByTheMigrations() throws IOException, URISyntaxException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Path folder = Path.of(
                Objects.requireNonNull(loader.getResource("db/migration")).toURI());
        String made;
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            made = plain(all.toString());
        }
        for (String name : new String[] {"kaldrix/outbox.sql", "kaldrix/audit.sql"}) {
            try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name))) {
                String defined = plain(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                assertThat(Arrays.stream(defined.split(";"))
                                .map(String::strip)
                                .filter(statement -> !statement.isEmpty()))
                        .as(name)
                        .isNotEmpty()
                        .allSatisfy(statement -> assertThat(made).contains(statement));
            }
        }
    }

    private static String plain(String sql) {
        return sql.lines()
                .map(line -> line.replaceFirst("--.*", ""))
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ");
    }
}
