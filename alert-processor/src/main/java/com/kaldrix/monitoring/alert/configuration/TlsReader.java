package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/** Reads {@code tls_config}. */
final class TlsReader {
    static final String KEY = "tls_config";
    private static final List<String> VERSIONS = List.of("TLS12", "TLS13");
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
                versions(section));
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

    /** Versions before TLS 1.2 are broken (RFC 8996), and the platform speaks none of them. */
    private static List<String> versions(Section section) {
        int least = version(section, "min_version", 0);
        int most = version(section, "max_version", VERSIONS.size() - 1);
        if (least > most) {
            section.problem("max_version", "'max_version' is older than 'min_version'");
            return List.of();
        }
        return least == 0 && most == VERSIONS.size() - 1
                ? List.of()
                : VERSIONS.subList(least, most + 1).stream()
                        .map(version -> version.replace("TLS1", "TLSv1."))
                        .toList();
    }

    private static int version(Section section, String key, int byDefault) {
        String text = section.text(key);
        if (text.isEmpty()) {
            return byDefault;
        }
        if (!VERSIONS.contains(text)) {
            section.problem(key, "TLS12 or TLS13; older versions are not spoken");
            return byDefault;
        }
        return VERSIONS.indexOf(text);
    }

    private static String content(Section section, String key, String fileKey) {
        section.atMostOne(key, fileKey);
        return section.has(key) ? section.text(key) : section.content(fileKey).orElse("");
    }
}
