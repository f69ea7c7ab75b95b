package com.kaldrix.monitoring.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kaldrix.monitoring.alert.notify.TestTls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom {@code tls_config} trusts, by what name, and what it speaks. */
class TlsTest {
    private static final String NAME = "pager.internal";

    /** As openssl ecparam -genkey -name prime256v1 writes it; it opens nothing. */
    private static final String OF_A_CURVE = """
            -----BEGIN EC PARAMETERS-----
            BggqhkjOPQMBBw==
            -----END EC PARAMETERS-----
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIH6Riy15SvaltE+JvZbrv9Px6gaXvqOjeiV35CISqgcjoAoGCCqGSM49
            AwEHoUQDQgAEcWyCR5kEW6WudbNStx1fB0898s47l5Ub4xMaPO0sRmPbTUh8fTfT
            x35wNczkNErdScpRInbPGTjbAZWAysIKhQ==
            -----END EC PRIVATE KEY-----
            """;

    @TempDir
    static Path folder;

    private static TestTls known;

    private final List<String> handshakes = new CopyOnWriteArrayList<>();
    private SSLServerSocket server;

    @BeforeAll
    static void certify() {
        known = TestTls.in(folder, NAME);
    }

    @BeforeEach
    void start() throws IOException {
        server = (SSLServerSocket)
                known.server().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
                List<String> names = session.getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .toList();
                handshakes.add(session.getProtocol() + " " + names);
                socket.getInputStream().read(new byte[1000]);
                socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            } catch (IOException refused) {
                handshakes.add("refused");
            }
        }
    }

    private static Tls trusting(String serverName, String... versions) {
        return new Tls(known.certificate(), "", null, false, serverName, List.of(versions));
    }

    private int get(Tls tls) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(tls.context()).build()) {
            URI uri = URI.create("https://localhost:" + server.getLocalPort() + "/");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void theServerIsAskedForAndProvenByItsName() throws Exception {
        assertThatThrownBy(() -> get(trusting(""))).isInstanceOf(IOException.class);
        assertThat(get(trusting(NAME))).isEqualTo(204);
        assertThat(handshakes).endsWith("TLSv1.3 [" + NAME + "]");
        assertThatThrownBy(() -> get(trusting("another.internal"))).isInstanceOf(IOException.class);
    }

    @Test
    void soItIsOverASocket() throws Exception {
        try (SSLSocket socket = (SSLSocket)
                trusting(NAME).context().getSocketFactory().createSocket("localhost", server.getLocalPort())) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        try (SSLSocket socket = (SSLSocket) trusting("another.internal")
                .context()
                .getSocketFactory()
                .createSocket("localhost", server.getLocalPort())) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,", "TLSv1.3,", "TLSv1.2, TLSv1.3"})
    void onlyTheseVersionsAreSpoken(String first, String second) throws Exception {
        String[] versions = second == null ? new String[] {first} : new String[] {first, second};
        assertThat(get(trusting(NAME, versions))).isEqualTo(204);
        assertThat(handshakes).containsExactly(versions[versions.length - 1] + " [" + NAME + "]");
    }

    private static String pem(String name, byte[] content) {
        return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + name
                + "-----\n";
    }

    private static KeyPair pair(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    @Test
    void keysOfOpenSslAreRead() throws Exception {
        byte[] rsa = pair("RSA", 2048).getPrivate().getEncoded();
        // A header of 26 bytes stands before what PKCS #1 says.
        assertThat(PemKey.read(pem("RSA PRIVATE KEY", Arrays.copyOfRange(rsa, 26, rsa.length)))
                        .getEncoded())
                .isEqualTo(rsa);
        assertThat(PemKey.read(pem("PRIVATE KEY", rsa)).getEncoded()).isEqualTo(rsa);
        assertThat(PemKey.read(OF_A_CURVE).getAlgorithm()).isEqualTo("EC");
    }

    @ParameterizedTest
    @CsvSource({
        "RSA PRIVATE KEY, AAAA, neither RSA",
        "EC PRIVATE KEY, MAA=, names no curve",
        "EC PRIVATE KEY, MP8=, cut off",
        "EC PRIVATE KEY, MA==, cut off",
        "EC PRIVATE KEY, MIL//w==, cut off",
        "PRIVATE KEY, MAA=, neither RSA",
        "CERTIFICATE, MAA=, no private key"
    })
    void whatIsNoKeyIsRefused(String name, String content, String reason) {
        String pem = "-----BEGIN " + name + "-----\n" + content + "\n-----END " + name + "-----\n";
        assertThatThrownBy(() -> new Tls("", known.certificate(), new Secret(pem), false, "", List.of()).context())
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining(reason);
    }
}
