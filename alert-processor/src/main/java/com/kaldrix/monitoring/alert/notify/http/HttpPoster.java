package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Handover;
import com.kaldrix.monitoring.alert.notify.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final String USER_AGENT = "Kaldrix-Alert-Processor/1";

    private final Clock clock;
    private final SSLContext tls;

    /** @param clock what a {@code Retry-After} date is measured against when the answer has no {@code Date} */
    public HttpPoster(Clock clock) {
        this(clock, defaultTls());
    }

    HttpPoster(Clock clock, SSLContext tls) {
        this.clock = clock;
        this.tls = tls;
    }

    private static SSLContext defaultTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no TLS", e);
        }
    }

    /** Posts, and returns before the deadline. An interrupted caller gets an answer at once and stays interrupted. */
    public HttpReply post(HttpCall call, Deadline deadline) {
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
            if (next.isEmpty() || addresses.size() > MOST_REDIRECTS) {
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
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("User-Agent", USER_AGENT)
                    .POST(new HandoverBody(call.body(), handover));
            call.headers().forEach(request::setHeader);
            if (call.authorizationOrNull() != null) {
                request.setHeader(
                        "Authorization",
                        call.authorizationOrNull().scheme() + " "
                                + call.authorizationOrNull().credentials().value());
            }
            return request.build();
        }

        private Void exchange(HttpRequest request) throws IOException, InterruptedException {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .sslContext(tls)
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
