package com.kaldrix.monitoring.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is copied is never that of other migrations. */
class DatabaseTemplateTest {
    @TempDir
    Path folder;

    private String digest(Map<String, String> entries) throws IOException {
        Path jar = Files.createTempFile(folder, "service", ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return DatabaseTemplate.digest(jar);
    }

    @Test
    void itsNameTellsTheMigrations() throws IOException {
        String first = digest(Map.of("db/migration/V1__a.sql", "create table a ()", "A.class", "1"));
        assertThat(first).matches("[0-9a-f]{12}");
        assertThat(digest(Map.of("db/migration/V1__a.sql", "create table a ()", "B.class", "2")))
                .isEqualTo(first);
        assertThat(digest(Map.of("db/migration/V1__a.sql", "create table b ()")))
                .isNotEqualTo(first);
        assertThat(digest(Map.of("db/migration/V2__a.sql", "create table a ()")))
                .isNotEqualTo(first);
        assertThat(digest(Map.of("db/migration/V1__a.sql", "create table a ()", "db/migration/V2__b.sql", "")))
                .isNotEqualTo(first);
        assertThat(digest(Map.of())).isNotEqualTo(first);
    }

    @Test
    void theirOrderInTheJarDoesNotMatter() throws IOException {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("db/migration/V1__a.sql", "a");
        one.put("db/migration/V2__b.sql", "b");
        Map<String, String> other = new LinkedHashMap<>();
        other.put("db/migration/V2__b.sql", "b");
        other.put("db/migration/V1__a.sql", "a");
        assertThat(digest(one)).isEqualTo(digest(other));
    }
}
