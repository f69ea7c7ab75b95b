package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Keys;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.metrics.http.Authorization;
import com.kaldrix.monitoring.metrics.http.Credential;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.HttpClients;
import com.kaldrix.monitoring.metrics.http.Trust;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads how a server is reached: {@code basic_auth}, {@code authorization}, {@code tls_config}, {@code follow_redirects}. */
final class AccessReader {
    private static final String INSTEAD = "use 'authorization' with 'credentials' or 'credentials_file'";
    private static final String HEADERS = "name the header under 'headers' where the section has it";

    /** The keys that belong to it, in whatever section it stands. */
    static final Keys KEYS = Keys.of("basic_auth", "authorization", "tls_config", "follow_redirects", "enable_http2")
            .refusing("oauth2", "proxy_url", "no_proxy", "proxy_from_environment", "proxy_connect_header")
            .refusingFor("http_headers", HEADERS)
            .refusingFor("bearer_token", INSTEAD)
            .refusingFor("bearer_token_file", INSTEAD);

    private static final Keys BASIC =
            Keys.of("username", "password", "password_file").refusing("username_file", "username_ref", "password_ref");
    private static final Keys AUTHORIZATION =
            Keys.of("type", "credentials", "credentials_file").refusing("credentials_ref");
    private static final Keys TLS = Keys.of("ca", "ca_file", "insecure_skip_verify")
            .refusing("cert", "cert_file", "key", "key_file", "server_name", "min_version", "max_version");

    private final Path directory;

    /** @param directory where relative names of files begin */
    AccessReader(Path directory) {
        this.directory = directory;
    }

    HttpAccess read(Section section) {
        return new HttpAccess(authorization(section), trust(section), section.flag("follow_redirects", true));
    }

    private @Nullable Authorization authorization(Section section) {
        section.atMostOne("basic_auth", "authorization");
        if (section.has("basic_auth")) {
            Section basic = section.section("basic_auth", BASIC);
            String username = basic.text("username");
            if (username.contains(":")) {
                basic.problem("username", "a user name for basic_auth cannot hold a colon");
            }
            @Nullable Credential password = credential(basic, "password", "password_file");
            return new Authorization.Basic(
                    username, password == null ? new Credential.Given(new Secret("")) : password);
        }
        if (section.has("authorization")) {
            Section token = section.section("authorization", AUTHORIZATION);
            String type = token.text("type").strip();
            if (type.equalsIgnoreCase("basic")) {
                token.problem("type", "the type cannot be 'Basic'; use 'basic_auth' in place of 'authorization'");
            }
            @Nullable Credential credentials = credential(token, "credentials", "credentials_file");
            if (credentials == null) {
                token.problem("'credentials' or 'credentials_file' is missing");
                return null;
            }
            return new Authorization.Token(type.isEmpty() ? "Bearer" : type, credentials);
        }
        return null;
    }

    private @Nullable Credential credential(Section section, String key, String fileKey) {
        section.atMostOne(key, fileKey);
        if (section.has(fileKey)) {
            // Read once now, so that a wrong name is a problem of the file and not of the night.
            return section.content(fileKey).isPresent()
                    ? new Credential.InFile(directory.resolve(section.text(fileKey)))
                    : null;
        }
        if (section.has(key)) {
            section.markSecret(key);
            return new Credential.Given(new Secret(section.text(key)));
        }
        return null;
    }

    private Trust trust(Section section) {
        Section tls = section.section("tls_config", TLS);
        tls.atMostOne("ca", "ca_file");
        if (tls.flag("insecure_skip_verify", false)) {
            return new Trust.Anyone();
        }
        if (tls.has("ca_file")) {
            return FilePath.read(tls, "ca_file", directory)
                    .map(path -> checked(tls, "ca_file", new Trust.InFile(path)))
                    .orElseGet(Trust.Platform::new);
        }
        return tls.has("ca") ? checked(tls, "ca", new Trust.Given(tls.text("ca"))) : new Trust.Platform();
    }

    /** Notes a problem now, and not in the night, when these certificates cannot be used. */
    static Trust checked(Section section, String key, Trust trust) {
        HttpClients.wrongWith(trust).ifPresent(reason -> section.problem(key, reason));
        return trust;
    }
}
