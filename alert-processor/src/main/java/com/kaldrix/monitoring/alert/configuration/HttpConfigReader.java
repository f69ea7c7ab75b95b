package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code http_config}: what proves who we are, and nothing else so far. */
final class HttpConfigReader {
    static final String KEY = "http_config";

    private static final String INSTEAD = "use 'authorization' with 'credentials' or 'credentials_file'";
    private static final Keys KEYS = Keys.of("authorization", "basic_auth")
            .refusing(
                    "oauth2",
                    "tls_config",
                    "follow_redirects",
                    "enable_http2",
                    "proxy_url",
                    "no_proxy",
                    "proxy_from_environment",
                    "proxy_connect_header",
                    "http_headers")
            .refusingFor("bearer_token", INSTEAD)
            .refusingFor("bearer_token_file", INSTEAD);
    private static final Keys AUTHORIZATION =
            Keys.of("type", "credentials", "credentials_file").refusing("credentials_ref");
    private static final Keys BASIC =
            Keys.of("username", "password", "password_file").refusing("username_file", "username_ref", "password_ref");

    private HttpConfigReader() {}

    /** What {@code http_config} of an integration says; null when it says nothing. */
    static @Nullable HttpAuthorization authorizationOrNull(Section integration) {
        Section http = integration.section(KEY, KEYS);
        if (http.has("authorization") && http.has("basic_auth")) {
            http.problem("basic_auth", "'authorization' and 'basic_auth' exclude each other");
            return null;
        }
        if (http.has("basic_auth")) {
            return basic(http.section("basic_auth", BASIC));
        }
        return http.has("authorization") ? authorization(http.section("authorization", AUTHORIZATION)) : null;
    }

    private static @Nullable HttpAuthorization authorization(Section section) {
        String type = section.text("type").strip();
        if (type.toLowerCase(Locale.ROOT).equals("basic")) {
            section.problem("type", "the type cannot be 'Basic'; use 'basic_auth' in place of 'authorization'");
            return null;
        }
        if (type.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            section.problem("type", "the type is a single word such as Bearer");
            return null;
        }
        Secret credentials = Secrets.secretOrNull(section, "credentials", "credentials_file");
        if (credentials == null) {
            if (!section.has("credentials") && !section.has("credentials_file")) {
                section.problem("'credentials' or 'credentials_file' is missing");
            }
            return null;
        }
        if (credentials.value().chars().anyMatch(c -> c < ' ' || c > '~')) {
            section.problem(
                    section.has("credentials") ? "credentials" : "credentials_file",
                    "the credentials hold a line break or another character that no header can carry");
            return null;
        }
        return new HttpAuthorization(type.isEmpty() ? "Bearer" : type, credentials);
    }

    private static HttpAuthorization basic(Section section) {
        String username = section.text("username");
        if (username.contains(":")) {
            section.problem("username", "a user name for basic_auth cannot hold a colon");
        }
        Secret password = Secrets.secretOrNull(section, "password", "password_file");
        String pair = username + ":" + (password == null ? "" : password.value());
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new HttpAuthorization("Basic", new Secret(encoded));
    }
}
