package com.kaldrix.monitoring.alert.alertmanager;

import com.kaldrix.monitoring.alert.configuration.TlsVersions;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tls_server_config} of the file of {@code --web.config.file}: what the service presents itself with, and what it wants of
 * those who come.
 *
 * @param certificate file with our certificate in PEM, and those between it and an authority
 * @param key file with its key in PEM
 * @param clientAuthoritiesOrNull file with the authorities of those who come; null when nobody is asked
 * @param clients what is asked of them
 * @param versions those that are spoken, as the platform names them; empty for the platform's own
 */
record WebTls(
        Path certificate, Path key, @Nullable Path clientAuthoritiesOrNull, Clients clients, List<String> versions) {
    static final String KEY = "tls_server_config";

    private static final Keys KEYS = Keys.of(
                    "cert_file",
                    "key_file",
                    "client_auth_type",
                    "client_ca_file",
                    "min_version",
                    "max_version",
                    "prefer_server_cipher_suites")
            .refusing("cert", "key", "client_ca", "client_allowed_sans", "cipher_suites", "curve_preferences");
    private static final String BUNDLE = "spring.ssl.bundle.pem.web.";

    /** Whether those who come have to prove who they are. */
    enum Clients {
        ANYBODY("NoClientCert", "none"),
        PROVEN_IF_THEY_SAY("VerifyClientCertIfGiven", "want"),
        PROVEN("RequireAndVerifyClientCert", "need");

        private final String word;
        private final String property;

        Clients(String word, String property) {
            this.word = word;
            this.property = property;
        }
    }

    WebTls {
        versions = List.copyOf(versions);
    }

    /** What the section says; empty when it is not there, or wrong, which is noted. */
    static Optional<WebTls> read(Section root, Path folder) {
        Section section = root.section(KEY, KEYS);
        if (!root.has(KEY)) {
            return Optional.empty();
        }
        section.flag("prefer_server_cipher_suites", true);
        section.require("cert_file", "'cert_file' is missing");
        section.require("key_file", "'key_file' is missing");
        Optional<String> certificate = section.content("cert_file");
        Optional<String> key = section.content("key_file");
        Optional<String> authorities = section.content("client_ca_file");
        Clients clients = clients(section);
        if (clients != Clients.ANYBODY && !section.has("client_ca_file")) {
            section.problem("client_auth_type", "'client_auth_type' needs a 'client_ca_file'");
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        try {
            var unused = new Tls(authorities.orElse(""), certificate.get(), new Secret(key.get()), false, "", List.of())
                    .context();
        } catch (GeneralSecurityException e) {
            section.problem("this cannot be used: " + e.getMessage());
        }
        return Optional.of(new WebTls(
                folder.resolve(section.text("cert_file")),
                folder.resolve(section.text("key_file")),
                section.has("client_ca_file") ? folder.resolve(section.text("client_ca_file")) : null,
                clients,
                TlsVersions.read(section)));
    }

    private static Clients clients(Section section) {
        String word = section.text("client_auth_type");
        for (Clients clients : Clients.values()) {
            if (word.isEmpty() || word.equals(clients.word)) {
                return clients;
            }
        }
        section.problem(
                "client_auth_type",
                "NoClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert; a certificate that nobody verifies proves nothing");
        return Clients.ANYBODY;
    }

    /** The same in Spring Boot's words; certificates and keys are read again when their files change. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.ssl.bundle", "web");
        properties.put("server.ssl.client-auth", clients.property);
        properties.put(BUNDLE + "reload-on-update", true);
        properties.put(BUNDLE + "keystore.certificate", certificate.toUri().toString());
        properties.put(BUNDLE + "keystore.private-key", key.toUri().toString());
        if (clientAuthoritiesOrNull != null) {
            properties.put(
                    BUNDLE + "truststore.certificate",
                    clientAuthoritiesOrNull.toUri().toString());
        }
        if (!versions.isEmpty()) {
            properties.put(BUNDLE + "options.enabled-protocols", String.join(",", versions));
        }
        return properties;
    }
}
