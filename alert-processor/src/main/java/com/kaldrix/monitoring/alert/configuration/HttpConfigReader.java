package com.kaldrix.monitoring.alert.configuration;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Oauth2;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Secrets;
import com.kaldrix.monitoring.common.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code http_config}: what proves who we are, how servers are trusted, and through which proxy. */
final class HttpConfigReader {
    static final String KEY = "http_config";
    /** Alertmanager takes these keys and then fails, having none either. */
    static final String NO_STORE = "there is no store of secrets that it could name";

    private static final Keys KEYS = Keys.of(
                    "authorization",
                    "basic_auth",
                    "bearer_token",
                    "bearer_token_file",
                    "oauth2",
                    TlsReader.KEY,
                    "follow_redirects",
                    "enable_http2",
                    HttpHeadersReader.HEADERS)
            .and(ProxyReader.KEYS);
    private static final Keys OAUTH2 = Keys.of(
                    "client_id",
                    "client_secret",
                    "client_secret_file",
                    "scopes",
                    "token_url",
                    "endpoint_params",
                    TlsReader.KEY)
            .and(ProxyReader.KEYS)
            .refusingFor("client_secret_ref", NO_STORE);
    private static final Keys AUTHORIZATION =
            Keys.of("type", "credentials", "credentials_file").refusingFor("credentials_ref", NO_STORE);
    private static final Keys BASIC = Keys.of("username", "username_file", "password", "password_file")
            .refusingFor("username_ref", NO_STORE)
            .refusingFor("password_ref", NO_STORE);

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
                new HttpOptions.Way(TlsReader.readOrNull(http), ProxyReader.read(http)),
                http.flag("follow_redirects", true),
                HttpHeadersReader.headers(http),
                null);
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
        HttpOptions.Way way = new HttpOptions.Way(TlsReader.readOrNull(section), ProxyReader.read(section));
        return secret == null || url.isEmpty()
                ? null
                : new Oauth2(
                        section.text("client_id"),
                        secret,
                        url,
                        section.texts("scopes").stream().map(Item::text).toList(),
                        parameters,
                        way);
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
        section.atMostOne("username", "username_file");
        String username = section.has("username")
                ? section.text("username")
                : section.content("username_file").orElse("");
        if (username.contains(":")) {
            section.problem("a user name for basic_auth cannot hold a colon");
        }
        Secret password = Secrets.secretOrNull(section, "password", "password_file");
        return HttpAuthorization.basic(username + ":" + (password == null ? "" : password.value()));
    }
}
