package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Oauth2;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code http_config}: what proves who we are, how servers are trusted, and through which proxy. */
final class HttpConfigReader {
    static final String KEY = "http_config";

    private static final Keys KEYS = Keys.of(
                    "authorization",
                    "basic_auth",
                    "bearer_token",
                    "bearer_token_file",
                    "oauth2",
                    "tls_config",
                    "follow_redirects",
                    "enable_http2",
                    "proxy_url",
                    "no_proxy",
                    "proxy_from_environment")
            .refusing("proxy_connect_header", "http_headers");
    private static final Keys OAUTH2 = Keys.of(
                    "client_id", "client_secret", "client_secret_file", "scopes", "token_url", "endpoint_params")
            .refusing("tls_config", "proxy_url", "no_proxy", "proxy_from_environment", "client_secret_ref");
    private static final Keys AUTHORIZATION =
            Keys.of("type", "credentials", "credentials_file").refusing("credentials_ref");
    private static final Keys BASIC =
            Keys.of("username", "password", "password_file").refusing("username_file", "username_ref", "password_ref");

    private HttpConfigReader() {}

    /**
     * What {@code http_config} of an integration says.
     *
     * @param otherwise what holds for one that has none
     */
    static HttpOptions options(Section integration, HttpOptions otherwise) {
        if (!integration.has(KEY)) {
            integration.section(KEY, KEYS);
            return otherwise;
        }
        Section http = integration.section(KEY, KEYS);
        List<String> proofs = Stream.of("authorization", "basic_auth", "oauth2", "bearer_token", "bearer_token_file")
                .filter(http::has)
                .toList();
        if (proofs.size() > 1) {
            http.problem(proofs.get(1), "'" + proofs.get(0) + "' and '" + proofs.get(1) + "' exclude each other");
            return otherwise;
        }
        http.flag("enable_http2", true);
        return new HttpOptions(
                authorizationOrNull(http),
                http.has("oauth2") ? oauth2(http.section("oauth2", OAUTH2)) : null,
                TlsReader.readOrNull(http),
                proxy(http),
                http.flag("follow_redirects", true));
    }

    private static @Nullable HttpAuthorization authorizationOrNull(Section http) {
        if (http.has("basic_auth")) {
            return basic(http.section("basic_auth", BASIC));
        }
        if (http.has("bearer_token") || http.has("bearer_token_file")) {
            Secret token = Secrets.secretOrNull(http, "bearer_token", "bearer_token_file");
            return token == null ? null : new HttpAuthorization("Bearer", token);
        }
        return http.has("authorization") ? authorization(http.section("authorization", AUTHORIZATION)) : null;
    }

    private static @Nullable Oauth2 oauth2(Section section) {
        section.require("client_id", "'client_id' is missing");
        Secret secret = Secrets.secretOrNull(section, "client_secret", "client_secret_file");
        if (secret == null && !section.has("client_secret") && !section.has("client_secret_file")) {
            section.problem("'client_secret' or 'client_secret_file' is missing");
        }
        section.require("token_url", "'token_url' is missing");
        String url = Secrets.url(section, "token_url").map(Object::toString).orElse("");
        Map<String, String> parameters = new LinkedHashMap<>();
        section.map("endpoint_params").forEach((name, item) -> parameters.put(name, item.text()));
        return secret == null || url.isEmpty()
                ? null
                : new Oauth2(
                        section.text("client_id"),
                        secret,
                        url,
                        section.texts("scopes").stream().map(Item::text).toList(),
                        parameters);
    }

    private static HttpOptions.Proxy proxy(Section http) {
        boolean environment = http.flag("proxy_from_environment", false);
        if (environment && (http.has("proxy_url") || http.has("no_proxy"))) {
            http.problem("proxy_from_environment", "'proxy_from_environment' stands alone, without 'proxy_url'");
        }
        if (environment) {
            return new HttpOptions.Proxy(
                    variable("HTTPS_PROXY", variable("HTTP_PROXY", "")), exceptions(variable("NO_PROXY", "")));
        }
        String url = Secrets.url(http, "proxy_url").map(Object::toString).orElse("");
        if (!url.isEmpty() && URI.create(url).getUserInfo() != null) {
            http.problem("proxy_url", "a proxy that wants a password is not supported yet");
        }
        if (http.has("no_proxy") && url.isEmpty() && !http.has("proxy_url")) {
            http.problem("no_proxy", "'no_proxy' needs a 'proxy_url'");
        }
        return new HttpOptions.Proxy(url, exceptions(http.text("no_proxy")));
    }

    private static List<String> exceptions(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static String variable(String name, String otherwise) {
        String upper = System.getenv(name);
        String value = upper == null ? System.getenv(name.toLowerCase(Locale.ROOT)) : upper;
        return value == null || value.isBlank() ? otherwise : value;
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
