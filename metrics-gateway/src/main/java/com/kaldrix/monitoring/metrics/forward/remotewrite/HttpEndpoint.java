package com.kaldrix.monitoring.metrics.forward.remotewrite;

import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** A target that is reached over HTTP. */
final class HttpEndpoint implements Endpoint {
    private static final String SAMPLES = "X-Prometheus-Remote-Write-Samples-Written";
    private static final String HISTOGRAMS = "X-Prometheus-Remote-Write-Histograms-Written";
    private static final String EXEMPLARS = "X-Prometheus-Remote-Write-Exemplars-Written";
    private static final int LONGEST_REASON = 512;
    private static final int UNSUPPORTED = 415;
    private static final int TOO_MANY = 429;

    private final HttpClient client;
    private final URI url;
    private final Duration timeout;
    private final Proof proof;
    private final Clock clock;

    /** Adds the headers that prove who we are. */
    @FunctionalInterface
    interface Proof {
        /** The headers for this body, by name. */
        Map<String, String> headers(URI url, Map<String, String> headers, byte[] body) throws IOException;
    }

    HttpEndpoint(HttpClient client, URI url, Duration timeout, Proof proof, Clock clock) {
        this.client = client;
        this.url = url;
        this.timeout = timeout;
        this.proof = proof;
        this.clock = clock;
    }

    @Override
    public Answer send(WriteProtocol protocol, byte[] body) throws InterruptedException {
        try {
            Map<String, String> own = Map.of(
                    "Content-Type",
                    protocol.contentType(),
                    "Content-Encoding",
                    "snappy",
                    "X-Prometheus-Remote-Write-Version",
                    protocol.versionHeader(),
                    "User-Agent",
                    "kaldrix-metrics-gateway");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofByteArray(body));
            own.forEach(request::setHeader);
            proof.headers(url, own, body).forEach(request::setHeader);
            return read(protocol, client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            String message = e.getMessage();
            return new Answer.Later(
                    e.getClass().getSimpleName() + (message == null ? "" : ": " + message), Duration.ZERO);
        }
    }

    private Answer read(WriteProtocol protocol, HttpResponse<String> response) {
        int status = response.statusCode();
        boolean counted = response.headers().firstValue(SAMPLES).isPresent()
                || response.headers().firstValue(HISTOGRAMS).isPresent()
                || response.headers().firstValue(EXEMPLARS).isPresent();
        if (status / 100 == 2) {
            // Remote-Write 2.0, "Required Written Response Headers": without them a receiver has read another message.
            return protocol == WriteProtocol.V2 && !counted
                    ? new Answer.OtherProtocol("the target answered " + status + " without saying what it has written")
                    : new Answer.Written();
        }
        String reason = reason(response);
        if (status == UNSUPPORTED && protocol == WriteProtocol.V2) {
            return new Answer.OtherProtocol(reason);
        }
        if (status / 100 == 5 || status == TOO_MANY) {
            return new Answer.Later(reason, retryAfter(response));
        }
        int written = counted ? count(response, SAMPLES) + count(response, HISTOGRAMS) : -1;
        return new Answer.Refused(status, written, reason);
    }

    private static String reason(HttpResponse<String> response) {
        String text = response.body().strip().replace('\n', ' ');
        return response.statusCode() + " "
                + (text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text);
    }

    private static int count(HttpResponse<String> response, String header) {
        Optional<String> value = response.headers().firstValue(header);
        try {
            return value.isEmpty() ? 0 : Integer.parseInt(value.get().strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** RFC 9110, section 10.2.3: seconds or a date. */
    private Duration retryAfter(HttpResponse<String> response) {
        Optional<String> value = response.headers().firstValue("Retry-After").map(String::strip);
        if (value.isEmpty()) {
            return Duration.ZERO;
        }
        try {
            return value.get().matches("\\d{1,6}")
                    ? Duration.ofSeconds(Long.parseLong(value.get()))
                    : positive(Duration.between(
                            clock.instant(), ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
