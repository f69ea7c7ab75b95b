package com.kaldrix.monitoring.compliance.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentIdsTest {
    @Test
    void isTheBeginningOfADigestWithVersionAndVariant() throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("1:a2:bc".getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        UUID plain = new UUID(bytes.getLong(), bytes.getLong());
        UUID id = ContentIds.of("a", "bc");
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.toString().substring(0, 14)).isEqualTo(plain.toString().substring(0, 14));
        assertThat(id.toString().substring(20)).isEqualTo(plain.toString().substring(20));
    }

    @Test
    void theSamePartsInAnotherWayAreAnother() {
        assertThat(ContentIds.of("a", "bc")).isEqualTo(ContentIds.of("a", "bc"));
        assertThat(ContentIds.of("ab", "c")).isNotEqualTo(ContentIds.of("a", "bc"));
        assertThat(ContentIds.of("a", "bc", "")).isNotEqualTo(ContentIds.of("a", "bc"));
    }
}
