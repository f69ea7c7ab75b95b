package com.kaldrix.monitoring.alert.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs what stands in an address, by HMAC-SHA256 with a key that all replicas share. The key is made at first use and kept in the
 * database; who reads the database could read the incidents anyway. To take all addresses back, delete its row and restart.
 */
@Component
public class SignedLinks {
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String FIND = "select key from signing_key where id = 1";
    private static final String ADD = "insert into signing_key (id, key) values (1, :key) on conflict do nothing";

    private final JdbcClient jdbc;
    private volatile byte @Nullable [] known;

    SignedLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The signature of some texts, as 43 characters of base64url.
     *
     * @param purpose what it opens; a signature for one purpose serves no other
     * @param parts what is signed; none of them may hold a line break
     */
    public String sign(String purpose, String... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key(), MAC));
            String text = purpose + "\n" + String.join("\n", parts);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    /** Whether {@code signature} is what {@link #sign} gives, compared in constant time. */
    public boolean verify(String signature, String purpose, String... parts) {
        return MessageDigest.isEqual(
                sign(purpose, parts).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] key() {
        byte[] key = known;
        if (key == null) {
            key = load();
            known = key;
        }
        return key;
    }

    private byte[] load() {
        Optional<byte[]> there = find();
        if (there.isPresent()) {
            return there.get();
        }
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql(ADD).param("key", fresh).update();
        return find().orElseThrow();
    }

    private Optional<byte[]> find() {
        return jdbc.sql(FIND).query((row, number) -> row.getBytes("key")).optional();
    }
}
