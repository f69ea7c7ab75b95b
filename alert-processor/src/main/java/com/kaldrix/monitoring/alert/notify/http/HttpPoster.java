package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.ProxyServer;
import com.kaldrix.monitoring.alert.receiver.Tls;
import com.kaldrix.monitoring.common.secret.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/**
 * Posts JSON once. Each attempt has a connection of its own: on a kept connection that the server closes just then, nobody
 * could say whether the request was taken, and a page would be lost or doubled for the sake of a handshake (TLS sessions
 * are resumed nevertheless). Redirects are followed when they keep method and body and stay on the same host.
 */
public final class HttpPoster {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MOST_REDIRECTS = 3;
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String USER_AGENT = "Kaldrix-Alert-Processor/1";

    static {
        allowPasswordsForTunnels();
    }

    private final Clock clock;
    private final SSLContext tls;
    private final Map<Tls, SSLContext> contexts = new ConcurrentHashMap<>();
    private final Oauth2Tokens tokens;

    /** @param clock what a {@code Retry-After} date is measured against when the answer has no {@code Date} */
    public HttpPoster(Clock clock) {
        this(clock, defaultTls());
    }

    HttpPoster(Clock clock, SSLContext tls) {
        this.clock = clock;
        this.tls = tls;
        this.tokens = new Oauth2Tokens(this, clock);
    }

    /**
     * The platform sends no password to a proxy that makes a tunnel unless it is told so before its HTTP client is used for
     * the first time. Who configures a password for a proxy has decided that.
     */
    public static void allowPasswordsForTunnels() {
        if (System.getProperty(TUNNELS) == null) {
            System.setProperty(TUNNELS, "");
        }
    }

    private SSLContext tls(HttpOptions options) {
        Tls wanted = options.tlsOrNull();
        if (wanted == null) {
            return tls;
        }
        return contexts.computeIfAbsent(wanted, key -> {
            try {
                return key.context();
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("what tls_config says cannot be used", e);
            }
        });
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no TLS", e);
        }
    }

    /** Posts, and returns before the deadline. An interrupted caller gets an answer at once and stays interrupted. */
    public HttpReply post(HttpCall call, Deadline latest) {
        Duration timeout = call.options().timeoutOrNull();
        Deadline deadline = timeout == null || timeout.compareTo(latest.left()) > 0 ? latest : Deadline.in(timeout);
        HttpOptions.Oauth2 oauth2 = call.options().oauth2OrNull();
        if (oauth2 == null) {
            return transmit(call, deadline);
        }
        return switch (tokens.get(oauth2, deadline)) {
            case Oauth2Tokens.Refused refused -> new HttpReply.Silence(refused.outcome());
            case Oauth2Tokens.Token token -> {
                HttpReply reply = transmit(
                        new HttpCall(
                                call.method(),
                                call.url(),
                                call.options().with(token.authorization()),
                                call.headers(),
                                call.json(),
                                call.secrets()),
                        deadline);
                if (reply instanceof HttpReply.Answer answer && answer.status() == 401) {
                    // It may have been taken back before its time; the next attempt asks for another.
                    tokens.forget(oauth2);
                    yield new HttpReply.Silence(new Outcome.Unavailable("the token of OAuth 2 was not taken"));
                }
                yield reply;
            }
        };
    }

    HttpReply transmit(HttpCall call, Deadline deadline) {
        URI uri;
        try {
            uri = new URI(call.url().value().strip());
        } catch (URISyntaxException e) {
            return new HttpReply.Silence(new Outcome.Rejected("the address is no valid URL"));
        }
        List<URI> addresses = new ArrayList<>(List.of(uri));
        while (true) {
            Transmission transmission = new Transmission(addresses.getLast(), call, Redaction.of(addresses, call));
            HttpReply reply = transmission.run(deadline);
            Optional<URI> next = transmission.redirect();
            if (next.isEmpty() || !call.options().followRedirects() || addresses.size() > MOST_REDIRECTS) {
                return reply;
            }
            addresses.add(next.get());
        }
    }

    private final class Transmission {
        private final URI uri;
        private final HttpCall call;
        private final Redaction redaction;
        private final Handover handover = new Handover();
        private final AtomicReference<ResponseInfo> answered = new AtomicReference<>();
        private final BoundedBody body = new BoundedBody();

        Transmission(URI uri, HttpCall call, Redaction redaction) {
            this.uri = uri;
            this.call = call;
            this.redaction = redaction;
        }

        HttpReply run(Deadline deadline) {
            HttpRequest request;
            try {
                request = request();
            } catch (IllegalArgumentException e) {
                return new HttpReply.Silence(new Outcome.Rejected(
                        "the address or the authorization cannot be used for HTTP, look for stray characters"));
            }
            try {
                deadline.await(() -> exchange(request));
            } catch (ExecutionException e) {
                return answer().orElseGet(() -> silence(e.getCause() == null ? e : e.getCause()));
            } catch (TimeoutException e) {
                return answer().orElseGet(() -> given("no answer in time", "no connection in time"));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer().orElseGet(() -> given("stopped before the answer came", "stopped before it was sent"));
            }
            return answer().orElseGet(() -> given("no answer", "not sent"));
        }

        private HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", USER_AGENT);
            if (!call.json().isEmpty()) {
                request.header("Content-Type", "application/json; charset=utf-8")
                        .method(call.method(), new HandoverBody(call.body(), handover));
            }
            add(request, call.options().headers());
            call.headers().forEach(request::setHeader);
            HttpAuthorization authorization = call.options().authorizationOrNull();
            if (authorization != null) {
                request.setHeader("Authorization", authorization.header());
            }
            proxy().map(ProxyServer::authorizationOrNull)
                    .ifPresent(proof -> request.setHeader("Proxy-Authorization", proof.header()));
            add(request, call.options().proxy().headers());
            return request.build();
        }

        private static void add(HttpRequest.Builder request, Map<String, List<Secret>> headers) {
            headers.forEach((name, values) -> values.forEach(value -> request.header(name, value.value())));
        }

        private Optional<ProxyServer> proxy() {
            return call.options().proxy().of(uri);
        }

        private Void exchange(HttpRequest request) throws IOException, InterruptedException {
            HttpClient.Builder builder = HttpClient.newBuilder();
            proxy().ifPresent(proxy ->
                    builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port()))));
            HttpClient client = builder.version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .sslContext(tls(call.options()))
                    .executor(task -> Thread.ofVirtual().name("attempt-http").start(task))
                    .build();
            try {
                client.send(request, info -> {
                    answered.set(info);
                    return body;
                });
                return null;
            } finally {
                client.shutdownNow();
            }
        }

        /** An answer counts from its status line on, even when the rest does not arrive. */
        private Optional<HttpReply> answer() {
            ResponseInfo info = answered.get();
            if (info == null) {
                return Optional.empty();
            }
            BoundedBody.Start start = body.soFar();
            HttpHeaders headers = info.headers();
            Duration retryAfter = headers.firstValue("Retry-After")
                    .flatMap(value -> Patience.parse(value, headers.firstValue("Date"), clock))
                    .orElse(null);
            String text = redaction.in(new String(start.content(), StandardCharsets.UTF_8));
            return Optional.of(new HttpReply.Answer(info.statusCode(), retryAfter, text, start.complete()));
        }

        private HttpReply silence(Throwable failure) {
            String reason = redaction.in(NetworkFailure.describe(failure));
            if (NetworkFailure.isHandshake(failure)) {
                return new HttpReply.Silence(new Outcome.Unavailable(reason));
            }
            return given("connection lost after sending: " + reason, reason);
        }

        private HttpReply given(String ifBegun, String ifNot) {
            return new HttpReply.Silence(
                    handover.callOff() ? new Outcome.Unavailable(ifNot) : new Outcome.Unknown(ifBegun));
        }

        Optional<URI> redirect() {
            ResponseInfo info = answered.get();
            if (info == null || (info.statusCode() != 307 && info.statusCode() != 308)) {
                return Optional.empty();
            }
            try {
                return info.headers()
                        .firstValue("Location")
                        .map(location -> uri.resolve(location))
                        .filter(this::sameHost);
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        }

        private boolean sameHost(URI next) {
            boolean host = next.getHost() != null && next.getHost().equalsIgnoreCase(uri.getHost());
            boolean toTls = isScheme(uri, "http") && isScheme(next, "https");
            return host
                    && (toTls || (next.getPort() == uri.getPort() && isScheme(next, String.valueOf(uri.getScheme()))));
        }

        private static boolean isScheme(URI uri, String scheme) {
            return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).equals(scheme.toLowerCase(Locale.ROOT));
        }
    }
}
