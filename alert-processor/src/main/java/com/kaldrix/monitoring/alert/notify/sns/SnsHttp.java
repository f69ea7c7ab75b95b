package com.kaldrix.monitoring.alert.notify.sns;

import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Proxy;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.ProxyServer;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Way;
import com.kaldrix.monitoring.alert.receiver.Tls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The HTTP clients by which SNS is reached, one for each way that the configuration has said so far. */
final class SnsHttp implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 50;

    private final Map<Path, SdkHttpClient> clients = new HashMap<>();

    /**
     * @param tlsOrNull how servers are trusted; null for the platform's own way
     * @param proxyOrNull through which proxy; null for none
     * @param bySurroundings whether the process' surroundings (HTTPS_PROXY, NO_PROXY) say the proxy
     */
    private record Path(@Nullable Tls tlsOrNull, @Nullable ProxyServer proxyOrNull, boolean bySurroundings) {
        static Path of(Way way, URI address) {
            return new Path(
                    way.tlsOrNull(),
                    way.proxy().of(address).orElse(null),
                    way.proxy().equals(Proxy.NONE));
        }
    }

    /**
     * The client for an address.
     *
     * @throws IllegalArgumentException if certificates or keys of the way cannot be used
     */
    synchronized SdkHttpClient of(Way way, URI address) {
        return clients.computeIfAbsent(Path.of(way, address), SnsHttp::build);
    }

    private static SdkHttpClient build(Path path) {
        Apache5HttpClient.Builder client =
                Apache5HttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).maxConnections(CONNECTIONS);
        if (path.tlsOrNull() != null) {
            client.tlsSocketStrategy(strategy(path.tlsOrNull()));
        }
        if (!path.bySurroundings()) {
            client.proxyConfiguration(proxy(path.proxyOrNull()));
        }
        return client.build();
    }

    /** The platform looks whether the server is who it says, by the name that the configuration may have given in place of the host's. */
    private static TlsSocketStrategy strategy(Tls tls) {
        try {
            return new DefaultClientTlsStrategy(
                    tls.context(), HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificates or keys of tls_config cannot be used", e);
        }
    }

    private static ProxyConfiguration proxy(@Nullable ProxyServer server) {
        ProxyConfiguration.Builder proxy =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
        if (server == null) {
            return proxy.build();
        }
        proxy.endpoint(URI.create("http://" + server.host() + ":" + server.port()));
        HttpAuthorization proof = server.authorizationOrNull();
        if (proof != null) {
            String[] pair = new String(
                            Base64.getDecoder().decode(proof.credentials().value()), StandardCharsets.UTF_8)
                    .split(":", 2);
            proxy.username(pair[0]).password(pair.length > 1 ? pair[1] : "").preemptiveBasicAuthenticationEnabled(true);
        }
        return proxy.build();
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(SdkHttpClient::close);
        clients.clear();
    }
}
