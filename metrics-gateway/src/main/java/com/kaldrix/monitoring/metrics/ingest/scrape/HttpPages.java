package com.kaldrix.monitoring.metrics.ingest.scrape;

import com.kaldrix.monitoring.metrics.http.BoundedBody;
import com.kaldrix.monitoring.metrics.http.HttpAccess;
import com.kaldrix.monitoring.metrics.http.HttpClients;
import com.kaldrix.monitoring.metrics.ingest.scrape.text.TextFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Fetches pages by HTTP, for the targets of one job. */
final class HttpPages implements Pages, AutoCloseable {
    private static final int OK = 200;

    private final ScrapeJob.Endpoint endpoint;
    private final long limit;
    private final HttpAccess access;
    private final HttpClient client;

    HttpPages(ScrapeJob job, Executor executor) {
        this.endpoint = job.endpoint();
        this.limit = job.limits().body();
        this.access = job.access();
        this.client = HttpClients.of(job.access(), executor);
    }

    @Override
    public Page fetch(Target target) throws ScrapeFailedException, InterruptedException {
        HttpResponse<byte[]> answer =
                answer(request(target), target.timing().timeout().toMillis());
        if (answer.statusCode() != OK) {
            throw new ScrapeFailedException("the target answered with status " + answer.statusCode());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        TextFormat format = TextFormat.of(type).orElse(null);
        if (format == null) {
            if (type.startsWith("application/vnd.google.protobuf")) {
                throw new ScrapeFailedException("the target answered in protocol buffers, which were not asked for");
            }
            // Many exporters name no type, or a wrong one; what they send is what the configuration says, or cannot be
            // read.
            format = endpoint.fallback();
        }
        return answer.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")
                ? unzipped(answer.body(), format)
                : new Page(answer.body(), answer.body().length, format);
    }

    private HttpRequest request(Target target) throws ScrapeFailedException {
        double seconds = target.timing().timeout().toMillis() / 1000.0;
        HttpRequest.Builder request = HttpRequest.newBuilder(target.url())
                .header("Accept", endpoint.accept())
                .header("Accept-Encoding", endpoint.compressed() ? "gzip" : "identity")
                .header("User-Agent", "kaldrix-metrics-gateway")
                .header("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(seconds));
        if (access.authorization() != null) {
            try {
                request.header("Authorization", access.authorization().header().value());
            } catch (IOException e) {
                throw new ScrapeFailedException("a file with a secret cannot be read: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                throw new ScrapeFailedException("the authorization holds a character that no header can carry");
            }
        }
        return request.build();
    }

    private HttpResponse<byte[]> answer(HttpRequest request, long millis)
            throws ScrapeFailedException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, BoundedBody.upTo(limit));
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ScrapeFailedException("the target did not answer within " + millis + " ms");
        } catch (ExecutionException e) {
            throw new ScrapeFailedException(reason(e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BoundedBody.TooLargeException) {
                return cause.getMessage() + ", more than body_size_limit allows";
            }
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the target's host is not known";
            }
        }
        if (failure instanceof ConnectException) {
            return "the target cannot be reached: "
                    + (failure.getMessage() == null ? "no connection" : failure.getMessage());
        }
        return failure == null
                ? "the request failed"
                : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private Page unzipped(byte[] body, TextFormat format) throws ScrapeFailedException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body), 8192)) {
            byte[] bytes = new byte[(int) Math.min(limit, Math.max(8192, body.length * 8L))];
            int size = 0;
            while (true) {
                int read = plain.read(bytes, size, bytes.length - size);
                if (read < 0) {
                    return new Page(bytes, size, format);
                }
                size += read;
                if (size == bytes.length) {
                    int next = plain.read();
                    if (next < 0) {
                        return new Page(bytes, size, format);
                    }
                    if (size >= limit) {
                        throw new ScrapeFailedException(
                                "the page is larger than the " + limit + " bytes that body_size_limit allows");
                    }
                    bytes = Arrays.copyOf(bytes, (int) Math.min(limit, bytes.length * 2L));
                    bytes[size++] = (byte) next;
                }
            }
        } catch (IOException e) {
            throw new ScrapeFailedException("the page cannot be decompressed: " + e.getMessage());
        }
    }

    /** What runs may end. */
    @Override
    public void close() {
        client.shutdown();
    }

    /** What runs fails. */
    void abort() {
        client.shutdownNow();
    }
}
