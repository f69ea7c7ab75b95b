package com.kaldrix.monitoring.compliance.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndReadAgain() throws IOException {
        Path file = folder.resolve("below").resolve("key.pem");
        LocalNoteSigner first = new LocalNoteSigner("k", KeyFile.at(file));
        LocalNoteSigner second = new LocalNoteSigner("k", KeyFile.at(file));
        assertThat(second.key().encode()).isEqualTo(first.key().encode());
        assertThat(second.key().hasSigned(first.sign("text\n"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Objects.requireNonNull(file.getParent()).toFile().list()).containsExactly("key.pem");
    }

    @Test
    void whatHoldsNoKeysIsRefused() throws IOException {
        Path file = folder.resolve("key.pem");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> KeyFile.at(file)).hasMessageContaining("holds no pair of keys");
    }
}
