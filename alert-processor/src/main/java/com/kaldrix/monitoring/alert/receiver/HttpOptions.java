package com.kaldrix.monitoring.alert.receiver;

import com.kaldrix.monitoring.common.secret.Secret;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code http_config}: how an integration speaks HTTP.
 *
 * @param authorizationOrNull what proves who we are; null for nothing
 * @param oauth2OrNull where such a proof is fetched; null for nowhere
 * @param tlsOrNull how a server is trusted; null for the platform's own way
 * @param proxy through which proxy
 * @param followRedirects whether a redirect to the same host is followed
 */
public record HttpOptions(
        @Nullable HttpAuthorization authorizationOrNull,
        @Nullable Oauth2 oauth2OrNull,
        @Nullable Tls tlsOrNull,
        Proxy proxy,
        boolean followRedirects) {
    public static final HttpOptions NONE = new HttpOptions(null, null, null, Proxy.NONE, true);

    /** Nothing but a proof of who we are. */
    public static HttpOptions of(@Nullable HttpAuthorization authorization) {
        return new HttpOptions(authorization, null, null, Proxy.NONE, true);
    }

    /** The same with another proof of who we are, in place of any that the configuration says. */
    public HttpOptions with(HttpAuthorization authorization) {
        return new HttpOptions(authorization, null, tlsOrNull, proxy, followRedirects);
    }

    /**
     * The client credentials grant (RFC 6749 section 4.4).
     *
     * @param clientId who
     * @param clientSecret proof
     * @param tokenUrl who gives tokens
     * @param scopes what is asked for
     * @param parameters further parameters of the request
     */
    public record Oauth2(
            String clientId,
            Secret clientSecret,
            String tokenUrl,
            List<String> scopes,
            Map<String, String> parameters) {
        public Oauth2 {
            scopes = List.copyOf(scopes);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * @param url of the proxy, {@code http://host:port}; empty for none
     * @param exceptions hosts that are asked directly: names, which cover those below them, or {@code *}
     */
    public record Proxy(String url, List<String> exceptions) {
        public static final Proxy NONE = new Proxy("", List.of());

        public Proxy {
            exceptions = List.copyOf(exceptions);
        }

        /** Whether that host is asked through the proxy. */
        public boolean serves(String host) {
            return !url.isEmpty()
                    && exceptions.stream()
                            .map(exception -> exception.startsWith(".") ? exception.substring(1) : exception)
                            .noneMatch(exception -> exception.equals("*")
                                    || host.equalsIgnoreCase(exception)
                                    || host.toLowerCase(Locale.ROOT)
                                            .endsWith("." + exception.toLowerCase(Locale.ROOT)));
        }
    }
}
