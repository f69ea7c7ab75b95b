package com.kaldrix.monitoring.alert.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.notify.TestTls;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import com.kaldrix.monitoring.common.yaml.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;

class WebTlsTest {
    @TempDir
    private Path folder = Path.of("");

    private @Nullable TestTls made;

    /** A service that has nothing but a door. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, SslAutoConfiguration.class})
    static class Service {}

    @BeforeEach
    void files() throws IOException {
        TestTls ours = TestTls.in(folder.resolve("store"));
        Files.writeString(folder.resolve("cert.pem"), ours.certificate());
        Files.writeString(folder.resolve("key.pem"), ours.key());
        made = ours;
    }

    private TestTls ours() {
        return Objects.requireNonNull(made);
    }

    private Path write(String tls) throws IOException {
        return Files.writeString(folder.resolve("web.yml"), "tls_server_config: {" + tls + "}\n");
    }

    private ServletWebServerApplicationContext start(Path file) {
        return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Service.class)
                .properties("server.port=0", WebConfig.PROPERTY + "=" + file, "spring.config.name=none")
                .run();
    }

    private static int ask(ServletWebServerApplicationContext service, SSLContext trust)
            throws IOException, InterruptedException {
        int port = Objects.requireNonNull(service.getWebServer()).getPort();
        try (HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void theServicePresentsItselfWithItsCertificate() throws Exception {
        try (ServletWebServerApplicationContext service =
                start(write("cert_file: cert.pem, key_file: key.pem, prefer_server_cipher_suites: true"))) {
            assertThat(ask(service, ours().client())).isEqualTo(404);
            assertThatThrownBy(() -> ask(service, SSLContext.getDefault())).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void whoComesHasToProveWhoTheyAre() throws Exception {
        Path file = write("cert_file: cert.pem, key_file: key.pem, client_ca_file: cert.pem,"
                + " client_auth_type: RequireAndVerifyClientCert, min_version: TLS13");
        try (ServletWebServerApplicationContext service = start(file)) {
            assertThatThrownBy(() -> ask(service, ours().client())).isInstanceOf(IOException.class);
            SSLContext known = new Tls(
                            ours().certificate(), ours().certificate(), new Secret(ours().key()), false, "", List.of())
                    .context();
            assertThat(ask(service, known)).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "cert_file: cert.pem~'key_file' is missing",
                "cert_file: nowhere.pem, key_file: key.pem~tls_server_config.cert_file",
                "cert_file: key.pem, key_file: key.pem~this cannot be used",
                "cert_file: cert.pem, key_file: key.pem, client_auth_type: RequestClientCert~proves nothing",
                "cert_file: cert.pem, key_file: key.pem, client_auth_type: RequireAndVerifyClientCert~needs a 'client_ca_file'",
                "cert_file: cert.pem, key_file: key.pem, min_version: TLS10~older versions are not spoken",
                "cert_file: cert.pem, key_file: key.pem, min_version: TLS13, max_version: TLS12~is older than",
                "cert_file: cert.pem, key_file: key.pem, cipher_suites: [x]~is not supported yet"
            })
    void whatIsWrongKeepsItFromStarting(String tls, String reason) throws IOException {
        Path file = write(tls);
        assertThatThrownBy(() -> new WebConfigDoor(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }
}
