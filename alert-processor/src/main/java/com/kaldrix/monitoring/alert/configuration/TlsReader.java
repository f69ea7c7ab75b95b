package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls_config}. */
final class TlsReader {
    private static final String KEY = "tls_config";
    private static final Keys KEYS = Keys.of(
                    "ca", "ca_file", "cert", "cert_file", "key", "key_file", "insecure_skip_verify", "min_version")
            .refusing("server_name", "max_version", "ca_ref", "cert_ref", "key_ref");

    private TlsReader() {}

    /** What the section's {@code tls_config} says; null when it says nothing. */
    static @Nullable Tls readOrNull(Section http) {
        Section section = http.section(KEY, KEYS);
        if (!http.has(KEY)) {
            return null;
        }
        String version = section.text("min_version");
        if (!version.isEmpty() && !version.equals("TLS12") && !version.equals("TLS13")) {
            section.problem("min_version", "TLS12 or TLS13; older versions are not spoken");
        }
        String authorities = content(section, "ca", "ca_file");
        String certificate = content(section, "cert", "cert_file");
        Secret key = Secrets.secretOrNull(section, "key", "key_file");
        boolean saysKey = section.has("key") || section.has("key_file");
        if (certificate.isEmpty() == saysKey) {
            section.problem("a certificate ('cert' or 'cert_file') and its key ('key' or 'key_file') come together");
        }
        Tls tls = new Tls(
                authorities, certificate, key, section.flag("insecure_skip_verify", false), version.equals("TLS13"));
        try {
            tls.context();
        } catch (GeneralSecurityException e) {
            section.problem("this cannot be used: " + e.getMessage());
        }
        return tls;
    }

    private static String content(Section section, String key, String fileKey) {
        section.atMostOne(key, fileKey);
        return section.has(key) ? section.text(key) : section.content(fileKey).orElse("");
    }
}
