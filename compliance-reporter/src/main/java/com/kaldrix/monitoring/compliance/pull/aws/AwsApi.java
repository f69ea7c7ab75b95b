package com.kaldrix.monitoring.compliance.pull.aws;

import com.kaldrix.monitoring.common.messaging.BoundedJson;
import com.kaldrix.monitoring.common.messaging.BoundedJson.UnreadableJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One service of AWS in one account and region, by the JSON that it speaks. What comes is read as events are, so that both are read by the same code.
 * Requests are signed and sent by the SDK; the clock of the signature follows that of AWS when the two differ.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">IAM, Signature Version 4</a>
 */
final class AwsApi {
    private static final int MOST = 32 << 20;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int UNAUTHORIZED = 401;
    /** Shorter differences are none that AWS minds. */
    private static final Duration LEAST_SKEW = Duration.ofSeconds(30);

    private static final BoundedJson JSON = new BoundedJson(MOST);

    private final Service service;
    private final Connection connection;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AtomicReference<Duration> skew = new AtomicReference<>(Duration.ZERO);

    /**
     * A service.
     *
     * @param name in addresses and signatures
     * @param target what stands before the name of an action; empty for services whose actions have paths
     */
    record Service(String name, String target) {}

    /** How it is reached: where, with what, and as whom. */
    record Connection(
            String region, URI address, SdkHttpClient http, AwsCredentialsProvider credentials, Clock clock) {}

    AwsApi(Service service, Connection connection) {
        this.service = service;
        this.connection = connection;
    }

    /** Sends {@code POST} with a body to a path. */
    JsonNode post(String path, ObjectNode body) {
        return send(request(SdkHttpMethod.POST, path, Map.of()), body.toString(), "application/json");
    }

    /** Sends {@code GET} with parameters. */
    JsonNode get(String path, Map<String, String> parameters) {
        return send(request(SdkHttpMethod.GET, path, parameters), null, "application/json");
    }

    /** Calls an action of a service whose actions have no paths. */
    JsonNode action(String name, ObjectNode body) {
        SdkHttpFullRequest.Builder request =
                request(SdkHttpMethod.POST, "/", Map.of()).putHeader("X-Amz-Target", service.target() + "." + name);
        return send(request, body.toString(), "application/x-amz-json-1.1");
    }

    private SdkHttpFullRequest.Builder request(SdkHttpMethod method, String path, Map<String, String> parameters) {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(method)
                .uri(connection.address())
                .encodedPath(path);
        parameters.forEach(request::putRawQueryParameter);
        return request;
    }

    private JsonNode send(SdkHttpFullRequest.Builder request, @Nullable String body, String type) {
        if (body != null) {
            request.putHeader("Content-Type", type);
        }
        try {
            return once(request.build(), body);
        } catch (AwsAnswerException e) {
            if (Failures.mayBeClock(e) && e.getCause() instanceof Skewed skewed) {
                skew.set(skewed.by());
                return once(request.build(), body);
            }
            throw e;
        }
    }

    private JsonNode once(SdkHttpRequest request, @Nullable String body) {
        SignedRequest signed;
        Clock now = Clock.offset(connection.clock(), skew.get());
        @Nullable
        ContentStreamProvider payload =
                body == null ? null : ContentStreamProvider.fromString(body, StandardCharsets.UTF_8);
        try {
            signed = signer.sign(sign -> {
                sign.identity(connection.credentials().resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.name())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, connection.region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, now);
                if (payload != null) {
                    sign.payload(payload);
                }
            });
        } catch (SdkClientException e) {
            throw new AwsAnswerException(UNAUTHORIZED, "MissingAuthenticationToken", String.valueOf(e.getMessage()));
        }
        try {
            HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder().request(signed.request());
            signed.payload().ifPresent(execute::contentStreamProvider);
            return answer(connection.http().prepareRequest(execute.build()).call());
        } catch (IOException e) {
            throw new AwsAnswerException(
                    "no answer from " + connection.address().getHost() + ": " + e, e);
        }
    }

    private JsonNode answer(HttpExecuteResponse response) throws IOException {
        String text;
        try (InputStream in = response.responseBody()
                .<InputStream>map(body -> body)
                .orElseGet(() -> new ByteArrayInputStream(new byte[0]))) {
            byte[] bytes = in.readNBytes(MOST + 1);
            text = new String(bytes, StandardCharsets.UTF_8);
        }
        int status = response.httpResponse().statusCode();
        JsonNode body;
        try {
            body = JSON.read(text.isBlank() ? "{}" : text);
        } catch (UnreadableJson e) {
            throw new AwsAnswerException(status < REDIRECT ? 0 : status, "", "the answer " + e.getMessage());
        }
        if (status >= OK && status < REDIRECT) {
            return body;
        }
        AwsAnswerException failure = new AwsAnswerException(status, code(response, body), message(body));
        skew(response).ifPresent(failure::initCause);
        throw failure;
    }

    private static String code(HttpExecuteResponse response, JsonNode body) {
        String code = response.httpResponse()
                .firstMatchingHeader("x-amzn-ErrorType")
                .or(() -> word(body, "__type"))
                .or(() -> word(body, "code"))
                .or(() -> word(body, "Code"))
                .orElse("");
        String named = code.substring(code.lastIndexOf('#') + 1);
        int colon = named.indexOf(':');
        return colon < 0 ? named : named.substring(0, colon);
    }

    private static String message(JsonNode body) {
        return word(body, "message").or(() -> word(body, "Message")).orElse("without a reason");
    }

    private static Optional<String> word(JsonNode body, String name) {
        return body.path(name).stringValueOpt().filter(text -> !text.isBlank());
    }

    /** By how much the clock of AWS is ahead of ours, when it is not the same. */
    private Optional<Skewed> skew(HttpExecuteResponse response) {
        return response.httpResponse().firstMatchingHeader("Date").flatMap(text -> {
            try {
                Instant theirs = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                        .toInstant();
                Duration by = Duration.between(connection.clock().instant(), theirs);
                return by.abs().compareTo(LEAST_SKEW) < 0 ? Optional.empty() : Optional.of(new Skewed(by));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** Our clock and that of AWS are not the same. */
    private static final class Skewed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Duration by;

        Skewed(Duration by) {
            super("the clock of AWS is ahead by " + by, null, false, false);
            this.by = by;
        }

        Duration by() {
            return by;
        }
    }
}
