package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.security.GeneralSecurityException;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls_config}. */
final class TlsReader {
    static final String KEY = "tls_config";
    private static final Keys KEYS = Keys.of(
                    "ca",
                    "ca_file",
                    "cert",
                    "cert_file",
                    "key",
                    "key_file",
                    "insecure_skip_verify",
                    "server_name",
                    "min_version",
                    "max_version")
            .refusingFor("ca_ref", HttpConfigReader.NO_STORE)
            .refusingFor("cert_ref", HttpConfigReader.NO_STORE)
            .refusingFor("key_ref", HttpConfigReader.NO_STORE);

    private TlsReader() {}

    /** What the section's {@code tls_config} says; null when it says nothing. */
    static @Nullable Tls readOrNull(Section http) {
        return readOrNull(http, KEY);
    }

    /** What the {@code tls_config} under a key says; null when it says nothing. */
    static @Nullable Tls readOrNull(Section http, String where) {
        Section section = http.section(where, KEYS);
        if (!http.has(where)) {
            return null;
        }
        String authorities = content(section, "ca", "ca_file");
        String certificate = content(section, "cert", "cert_file");
        Secret key = Secrets.secretOrNull(section, "key", "key_file");
        boolean saysKey = section.has("key") || section.has("key_file");
        if (certificate.isEmpty() == saysKey) {
            section.problem("a certificate ('cert' or 'cert_file') and its key ('key' or 'key_file') come together");
        }
        Tls tls = new Tls(
                authorities,
                certificate,
                key,
                section.flag("insecure_skip_verify", false),
                name(section),
                TlsVersions.read(section));
        try {
            tls.context();
        } catch (GeneralSecurityException e) {
            section.problem("this cannot be used: " + e.getMessage());
        }
        return tls;
    }

    private static String name(Section section) {
        String name = section.text("server_name");
        try {
            return name.isEmpty() ? "" : new SNIHostName(name).getAsciiName();
        } catch (IllegalArgumentException e) {
            section.problem("server_name", "'" + name + "' is no name of a server");
            return "";
        }
    }

    private static String content(Section section, String key, String fileKey) {
        section.atMostOne(key, fileKey);
        return section.has(key) ? section.text(key) : section.content(fileKey).orElse("");
    }
}
