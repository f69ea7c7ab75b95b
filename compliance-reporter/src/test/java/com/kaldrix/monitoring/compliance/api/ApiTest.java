package com.kaldrix.monitoring.compliance.api;

import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service, one for all tests of this kind. */
public abstract class ApiTest extends ServiceTest {
    protected static final TestDatabase DATABASE = LocalPostgres.shared().freshDatabase();

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Files.createTempDirectory("trail");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties(properties, DATABASE, FOLDER);
    }
}
