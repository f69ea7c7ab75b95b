package com.kaldrix.monitoring.alert.configuration;

import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.alertmanager;
import static com.kaldrix.monitoring.alert.configuration.ConfigurationTexts.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Proxy;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.ProxyServer;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.alert.receiver.WebhookIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.Reading;
import com.kaldrix.monitoring.common.yaml.Section;
import com.kaldrix.monitoring.common.yaml.YamlText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code http_config} as it is read. */
class HttpConfigurationTest {
    private static final String TEAM = "route: {receiver: team}\nreceivers:\n  - name: team\n";

    private static String file(String config) {
        return TEAM + "    webhook_configs: [{url: 'http://x/', http_config: " + config + "}]\n";
    }

    private static HttpOptions options(String config) {
        return options(alertmanager(file(config)));
    }

    private static HttpOptions options(AlertmanagerFile file) {
        return ((WebhookIntegration) file.receivers().getFirst().integrations().getFirst()).http();
    }

    @Test
    void headersComeFromTheFileAndFromFilesAndAreNotShown(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("token"), "from-file\n");
        String config =
                "{http_headers: {X-Scope: {values: [one, two]}, X-Key: {secrets: [hidden-key], files: [token]}}}";
        AlertmanagerFile file = AlertmanagerFile.parse("a.yml", file(config), directory);
        assertThat(options(file).headers())
                .isEqualTo(Map.of(
                        "X-Scope",
                        List.of(new Secret("one"), new Secret("two")),
                        "X-Key",
                        List.of(new Secret("hidden-key"), new Secret("from-file"))));
        assertThat(file.masked()).contains("one").doesNotContain("hidden-key");
    }

    @Test
    void aProxyMayWantAPasswordWhichIsNotShown() {
        String config =
                "{proxy_url: 'http://user:pass-word@proxy:3128', proxy_connect_header: {Proxy-Tenant: [blue-1]}}";
        Proxy proxy = options(config).proxy();
        assertThat(proxy.of(URI.create("https://x/")))
                .contains(ProxyServer.of("http://user:pass-word@proxy:3128"))
                .get()
                .satisfies(server -> {
                    assertThat(server.host()).isEqualTo("proxy");
                    assertThat(server.port()).isEqualTo(3128);
                    assertThat(server.authorizationOrNull()).isNotNull();
                });
        assertThat(proxy.headers()).containsKey("Proxy-Tenant");
        assertThat(alertmanager(file(config)).masked()).doesNotContain("pass-word", "blue-1");
    }

    @Test
    void whoGivesTokensHasWaysOfItsOwn() {
        HttpOptions.Oauth2 oauth2 = Objects.requireNonNull(options(
                        "{tls_config: {insecure_skip_verify: true}, oauth2: {client_id: i,"
                                + " client_secret: s, token_url: 'https://t/', proxy_url: 'http://p:1', tls_config: {server_name: t.internal}}}")
                .oauth2OrNull());
        assertThat(oauth2.way().tlsOrNull()).isEqualTo(new Tls("", "", null, false, "t.internal", List.of()));
        assertThat(oauth2.way().proxy().of(URI.create("https://t/"))).contains(new ProxyServer("p", 1, null));
        HttpOptions.Oauth2 plain = options("{tls_config: {insecure_skip_verify: true}, oauth2: {client_id: i,"
                        + " client_secret: s, token_url: 'https://t/'}}")
                .oauth2OrNull();
        assertThat(plain).isNotNull().extracting(HttpOptions.Oauth2::way).isEqualTo(HttpOptions.Way.PLAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "server_name: pager.internal~pager.internal~",
                "min_version: TLS12~~",
                "max_version: TLS13~~",
                "min_version: TLS13~~TLSv1.3",
                "max_version: TLS12~~TLSv1.2",
                "min_version: TLS12, max_version: TLS12~~TLSv1.2"
            })
    void tlsIsReadWithNameAndVersions(String config, String name, String version) {
        assertThat(options("{tls_config: {" + config + "}}").tlsOrNull())
                .isEqualTo(new Tls(
                        "", "", null, false, name == null ? "" : name, version == null ? List.of() : List.of(version)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "internal~http://internal/~true",
                "internal~http://a.internal/~true",
                "internal~http://notinternal/~false",
                ".internal~http://internal/~false",
                ".internal~http://a.internal/~true",
                "*.internal~http://a.internal/~true",
                "*~http://any/~true",
                "x:8080~http://x:8080/~true",
                "x:8080~http://x/~false",
                "x:80~http://x/~true",
                "x:443~https://X/~true",
                "10.0.0.0/8~http://10.20.30.40/~true",
                "10.0.0.0/8~http://11.20.30.40/~false",
                "10.0.0.0/8~http://ten/~false",
                "10.1.2.3~http://10.1.2.3:9/~true",
                "10.1.2.3:8~http://10.1.2.3:9/~false",
                "fd00::/8~http://[fd00::1]/~true",
                "fd00::/8~http://[fe00::1]/~false",
                "[fd00::1]:9~http://[fd00::1]:9/~true",
                "10.0.0.0/99~http://10.1.2.3/~false",
                "other~http://127.0.0.1/~true",
                "other~http://localhost/~true"
            })
    void exceptionsAreThoseOfGo(String exceptions, String address, boolean direct) {
        Proxy proxy = new Proxy("http://proxy:1", List.of(exceptions));
        assertThat(proxy.of(URI.create(address)).isEmpty()).isEqualTo(direct);
    }

    private static Proxy fromEnvironment(Map<String, String> variables) {
        Reading reading = new Reading("a.yml", Path.of("."));
        Section section = Section.of(
                reading,
                "",
                YamlText.compose("proxy_from_environment: true", reading).orElseThrow(),
                ProxyReader.KEYS);
        Proxy proxy = ProxyReader.read(section, variables::get);
        reading.finish();
        return proxy;
    }

    @Test
    void theEnvironmentSaysTheProxyOfEachKindOfAddress() {
        Proxy proxy =
                fromEnvironment(Map.of("https_proxy", "secure:1", "HTTP_PROXY", "http://plain:2", "NO_PROXY", "x"));
        assertThat(proxy.of(URI.create("https://y/"))).contains(new ProxyServer("secure", 1, null));
        assertThat(proxy.of(URI.create("http://y/"))).contains(new ProxyServer("plain", 2, null));
        assertThat(proxy.of(URI.create("https://x/"))).isEmpty();
        Proxy one = fromEnvironment(Map.of("HTTP_PROXY", "http://plain:2"));
        assertThat(one.of(URI.create("https://y/"))).isEmpty();
        assertThat(one.of(URI.create("http://localhost:9/"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "{http_headers: {Authorization: {values: [x]}}}~cannot be set here",
                "{http_headers: {'X Y': {values: [x]}}}~is no name of a header",
                "{http_headers: {X: {values: [ü]}}}~no header can carry",
                "{http_headers: {X: [a]}}~expected keys with values",
                "{http_headers: {X: {value: [a]}}}~unknown key 'value'",
                "{http_headers: {X: {files: [nowhere]}}}~there is no file",
                "{proxy_connect_header: {Proxy-A: [b]}}~needs a proxy",
                "{proxy_url: 'http://p:1', proxy_connect_header: {A: [b]}}~begin with 'Proxy-'",
                "{proxy_url: 'http://p:1', proxy_from_environment: true}~stands alone",
                "{tls_config: {max_version: TLS11}}~TLS12 or TLS13",
                "{tls_config: {min_version: TLS13, max_version: TLS12}}~is older than",
                "{tls_config: {server_name: 'a b'}}~is no name of a server",
                "{tls_config: {ca_ref: x}}~no store of secrets",
                "{basic_auth: {username: u, username_file: f}}~exclude each other",
                "{oauth2: {client_id: i, client_secret: s, token_url: 'http://t/', tls_config: {ca: junk}}}~this cannot be used"
            })
    void whatIsWrongIsRefusedWithItsPlace(String config, String reason) {
        assertThat(problemsOf(file(config)))
                .first()
                .asString()
                .startsWith("alertmanager.yml:4:")
                .contains(reason);
    }
}
