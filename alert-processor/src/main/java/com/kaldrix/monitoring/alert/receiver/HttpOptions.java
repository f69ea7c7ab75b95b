package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code http_config}: how an integration speaks HTTP.
 *
 * @param authorizationOrNull what proves who we are; null for nothing
 * @param oauth2OrNull where such a proof is fetched; null for nowhere
 * @param way how a server is reached
 * @param followRedirects whether a redirect to the same host is followed
 * @param headers further headers by name, each with its values
 * @param timeoutOrNull how long an attempt may take; null for as long as any
 */
public record HttpOptions(
        @Nullable HttpAuthorization authorizationOrNull,
        @Nullable Oauth2 oauth2OrNull,
        Way way,
        boolean followRedirects,
        Map<String, List<Secret>> headers,
        @Nullable Duration timeoutOrNull) {
    public static final HttpOptions NONE = new HttpOptions(null, null, null, Proxy.NONE, true);

    public HttpOptions {
        headers = Map.copyOf(headers);
    }

    public HttpOptions(
            @Nullable HttpAuthorization authorizationOrNull,
            @Nullable Oauth2 oauth2OrNull,
            @Nullable Tls tlsOrNull,
            Proxy proxy,
            boolean followRedirects) {
        this(authorizationOrNull, oauth2OrNull, new Way(tlsOrNull, proxy), followRedirects, Map.of(), null);
    }

    public @Nullable Tls tlsOrNull() {
        return way.tlsOrNull();
    }

    public Proxy proxy() {
        return way.proxy();
    }

    /** The same, with a time that an attempt may take. */
    public HttpOptions within(Duration timeout) {
        return new HttpOptions(authorizationOrNull, oauth2OrNull, way, followRedirects, headers, timeout);
    }

    /** Nothing but a proof of who we are. */
    public static HttpOptions of(@Nullable HttpAuthorization authorization) {
        return new HttpOptions(authorization, null, null, Proxy.NONE, true);
    }

    /** The same with another proof of who we are, in place of any that the configuration says. */
    public HttpOptions with(HttpAuthorization authorization) {
        return new HttpOptions(authorization, null, way, followRedirects, headers, timeoutOrNull);
    }

    /**
     * The client credentials grant (RFC 6749 section 4.4).
     *
     * @param clientId who
     * @param clientSecret proof
     * @param tokenUrl who gives tokens
     * @param scopes what is asked for
     * @param parameters further parameters of the request
     * @param way how who gives tokens is reached
     */
    public record Oauth2(
            String clientId,
            Secret clientSecret,
            String tokenUrl,
            List<String> scopes,
            Map<String, String> parameters,
            Way way) {
        public Oauth2 {
            scopes = List.copyOf(scopes);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * How a server is reached.
     *
     * @param tlsOrNull how it is trusted; null for the platform's own way
     * @param proxy through which proxy
     */
    public record Way(@Nullable Tls tlsOrNull, Proxy proxy) {
        public static final Way PLAIN = new Way(null, Proxy.NONE);
    }

    /**
     * Through which proxies servers are reached.
     *
     * @param forHttpOrNull where requests by {@code http} go; null for none
     * @param forHttpsOrNull where requests by {@code https} go; null for none
     * @param exceptions hosts that are asked directly, as {@link ProxyExceptions} reads them
     * @param headers what else the proxies are told, by name, each {@code Proxy-…}, with its values
     */
    public record Proxy(
            @Nullable ProxyServer forHttpOrNull,
            @Nullable ProxyServer forHttpsOrNull,
            List<String> exceptions,
            Map<String, List<Secret>> headers) {
        public static final Proxy NONE = new Proxy(null, null, List.of(), Map.of());

        public Proxy {
            exceptions = List.copyOf(exceptions);
            headers = Map.copyOf(headers);
        }

        /** One proxy for all. */
        public Proxy(String url, List<String> exceptions) {
            this(ProxyServer.of(url), ProxyServer.of(url), exceptions, Map.of());
        }

        /** The proxy by which an address is asked; empty when it is asked directly. */
        public Optional<ProxyServer> of(URI address) {
            ProxyServer server = "https".equalsIgnoreCase(address.getScheme()) ? forHttpsOrNull : forHttpOrNull;
            return Optional.ofNullable(server)
                    .filter(any -> exceptions.isEmpty() || !ProxyExceptions.cover(exceptions, address));
        }
    }

    /**
     * A proxy.
     *
     * @param host its name
     * @param port its port
     * @param authorizationOrNull what proves to it who we are; null for nothing
     */
    public record ProxyServer(
            String host, int port, @Nullable HttpAuthorization authorizationOrNull) {
        /** @param url of the proxy, {@code http://user:password@host:port}; the first two are optional */
        public static ProxyServer of(String url) {
            URI uri = URI.create(url);
            int port = uri.getPort() > 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
            String user = uri.getUserInfo();
            return new ProxyServer(uri.getHost(), port, user == null ? null : HttpAuthorization.basic(user));
        }
    }
}
