package com.kaldrix.monitoring.metrics.restore;

import com.kaldrix.monitoring.metrics.wire.Compressor;
import com.kaldrix.monitoring.metrics.wire.RequestWriter;
import com.kaldrix.monitoring.metrics.wire.WriteProtocol;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/**
 * The receiver. What it cannot take at the moment (429, 5xx, no answer) is sent again, as long as it takes or until somebody
 * interrupts; what it refuses is not.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">Remote-Write 2.0, Retries and Backoff</a>
 */
final class Target implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    private static final int TOO_MANY = 429;
    private static final int SHOWN = 300;
    /** Whoever answers so to one request answers so to all. */
    private static final Set<Integer> HOPELESS = Set.of(401, 403, 404, 405, 415);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI address;
    private final Map<String, String> headers;
    private final Interruption interruption;
    private final Progress progress;

    /** What became of a request. */
    sealed interface Outcome {
        /** It was taken as a whole. */
        record Taken() implements Outcome {}

        /**
         * It was refused, as a whole or in part.
         *
         * @param samples how many samples and histograms were refused, as far as the receiver says
         * @param hopeless whether every further request will be refused as well
         */
        record Refused(int samples, int status, String text, boolean hopeless) implements Outcome {}

        /** Somebody interrupted before there was an answer that counts. */
        record Interrupted() implements Outcome {}
    }

    private final Compressor compressor = new Compressor();

    Target(RestoreArguments arguments, Interruption interruption, Progress progress) {
        this.address = arguments.target();
        this.headers = arguments.headers();
        this.interruption = interruption;
        this.progress = progress;
    }

    /** Sends what the writer holds. */
    Outcome send(RequestWriter writer) {
        HttpRequest request = request(writer.protocol(), writer.compressed(compressor));
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            Duration wait = pause;
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                int status = response.statusCode();
                if (status / 100 == 2) {
                    return new Outcome.Taken();
                }
                if (status != TOO_MANY && status / 100 != 5) {
                    return refused(writer, response);
                }
                trouble = "status " + status;
                wait = retryAfter(response, pause);
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Interrupted();
            }
            progress.waiting(trouble, wait);
            if (interruption.await(wait)) {
                return new Outcome.Interrupted();
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest request(WriteProtocol protocol, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("User-Agent", "kaldrix-metrics-gateway-restore")
                .header("Content-Encoding", "snappy")
                .header("Content-Type", protocol.contentType())
                .header("X-Prometheus-Remote-Write-Version", protocol.versionHeader())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return request.build();
    }

    /** Version 2.0 says how many were written all the same; without that the whole request counts as refused. */
    private static Outcome refused(RequestWriter writer, HttpResponse<String> response) {
        int sent = writer.samples() + writer.histograms();
        long written = written(response, "Samples") + written(response, "Histograms");
        String text = response.body().strip();
        return new Outcome.Refused(
                (int) Math.max(0, sent - Math.min(sent, written)),
                response.statusCode(),
                text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text,
                HOPELESS.contains(response.statusCode()));
    }

    private static long written(HttpResponse<String> response, String what) {
        return response.headers()
                .firstValue("X-Prometheus-Remote-Write-" + what + "-Written")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static ZonedDateTime date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    private static Duration retryAfter(HttpResponse<String> response, Duration otherwise) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        Duration wait = otherwise;
        if (value.matches("\\d{1,9}")) {
            wait = Duration.ofSeconds(Long.parseLong(value));
        } else if (!value.isEmpty()) {
            try {
                // By the receiver's own clock: the two need not agree.
                wait = Duration.between(
                        date(response.headers().firstValue("Date").orElse("")), date(value));
            } catch (DateTimeException none) {
                return otherwise;
            }
        }
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_RETRY_AFTER) < 0 ? wait : LONGEST_RETRY_AFTER;
    }
}
