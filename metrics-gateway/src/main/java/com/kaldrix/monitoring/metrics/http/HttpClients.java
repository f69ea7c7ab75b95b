package com.kaldrix.monitoring.metrics.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes clients of HTTP. */
public final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private HttpClients() {}

    /**
     * A client for this way of reaching a server.
     *
     * @throws IllegalArgumentException when the certificates cannot be read, or are none
     */
    public static HttpClient of(HttpAccess access, Executor executor) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(executor)
                .followRedirects(access.followRedirects() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER);
        TrustManager @Nullable [] trusted = trusted(access.trust());
        if (trusted != null) {
            builder.sslContext(context(trusted));
        }
        return builder.build();
    }

    /** Why certificates cannot be used; empty when they can. */
    public static Optional<String> wrongWith(Trust trust) {
        try {
            trusted(trust);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static TrustManager @Nullable [] trusted(Trust trust) {
        return switch (trust) {
            case Trust.Platform platform -> null;
            case Trust.Anyone anyone -> new TrustManager[] {new TrustAnyone()};
            case Trust.Given given ->
                trusted(new ByteArrayInputStream(given.pem().getBytes(StandardCharsets.UTF_8)), "the configuration");
            case Trust.InFile file -> {
                try (InputStream content = Files.newInputStream(file.path())) {
                    yield trusted(content, "'" + file.path() + "'");
                } catch (IOException e) {
                    throw new IllegalArgumentException("the certificates in '" + file.path() + "' cannot be read", e);
                }
            }
        };
    }

    private static TrustManager[] trusted(InputStream pem, String where) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new IllegalArgumentException(where + " holds no certificate in PEM");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(where + " holds no certificates in PEM", e);
        }
    }

    private static SSLContext context(TrustManager[] trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
