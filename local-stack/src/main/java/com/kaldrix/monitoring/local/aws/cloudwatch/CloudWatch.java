package com.kaldrix.monitoring.local.aws.cloudwatch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code PutMetricData} of CloudWatch in the two forms that current SDKs speak: Smithy's RPC v2 with CBOR, and AWS JSON 1.0.
 * Bodies may be compressed with gzip.
 */
public final class CloudWatch {
    private static final String CBOR_PATH = "/service/GraniteServiceVersion20100801/operation/";
    private static final String JSON_TARGET = "GraniteServiceVersion20100801.";
    private static final String OPERATION = "PutMetricData";
    private static final int LARGEST = 16 << 20;
    /** AWS takes calls of 1 MB, as sent. */
    private static final int LARGEST_CALL = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Clock clock;
    private volatile MetricInbox inbox = MetricInbox.NONE;

    public CloudWatch(Clock clock) {
        this.clock = clock;
    }

    /** From now on metric data ends there. */
    public void deliverTo(MetricInbox wanted) {
        inbox = wanted;
    }

    /**
     * A call as it came.
     *
     * @param path of the request
     * @param target the header {@code X-Amz-Target}; null for CBOR
     * @param encoding the header {@code Content-Encoding}; null for none
     */
    public record Call(
            String path, @Nullable String target, @Nullable String encoding, byte[] body) {}

    /**
     * The answer.
     *
     * @param drop whether the connection is to be cut instead
     */
    public record Reply(int status, Map<String, String> headers, byte[] body, boolean drop) {}

    /** Answers a call that was signed for that region. */
    public Reply handle(String region, Call call) {
        boolean json = call.target() != null;
        String target = String.valueOf(call.target());
        String operation = json
                ? target.startsWith(JSON_TARGET) ? target.substring(JSON_TARGET.length()) : target
                : call.path().startsWith(CBOR_PATH) ? call.path().substring(CBOR_PATH.length()) : call.path();
        if (!operation.equals(OPERATION)) {
            return refused(
                    json,
                    new Refusal(
                            "UnknownOperationException",
                            "InvalidAction",
                            "This endpoint knows PutMetricData alone, not " + operation + "."));
        }
        if (call.body().length > LARGEST_CALL) {
            return error(
                    json,
                    413,
                    new Refusal("RequestEntityTooLarge", "RequestEntityTooLarge", "A call has at most 1 MB."));
        }
        MetricData data;
        try {
            byte[] body = plain(call);
            data = MetricDataReader.read(region, json ? JSON.readValue(body, Object.class) : Cbor.read(body));
        } catch (IllegalArgumentException | JacksonException malformed) {
            return refused(
                    json,
                    new Refusal("SerializationException", "MalformedInput", String.valueOf(malformed.getMessage())));
        }
        Optional<Refusal> refusal = MetricDataRules.refuse(data, clock.instant());
        MetricInbox.Reaction reaction = inbox.receive(data, refusal.orElse(null));
        if (reaction.drop()) {
            return new Reply(0, Map.of(), new byte[0], true);
        }
        if (reaction.status() != 0) {
            return trouble(json, reaction);
        }
        return refusal.map(why -> refused(json, why))
                .orElseGet(() -> new Reply(200, headers(json), success(json), false));
    }

    private static byte[] plain(Call call) {
        if (call.encoding() == null) {
            return call.body();
        }
        if (!call.encoding().equalsIgnoreCase("gzip")) {
            throw new IllegalArgumentException("The encoding " + call.encoding() + " is not known.");
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(call.body()))) {
            byte[] plain = in.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new IllegalArgumentException("The call is larger than 16 MB when uncompressed.");
            }
            return plain;
        } catch (IOException notGzip) {
            throw new IllegalArgumentException("The body is not gzip.", notGzip);
        }
    }

    private static Reply trouble(boolean json, MetricInbox.Reaction reaction) {
        Refusal why = reaction.status() == 429
                ? new Refusal("ThrottlingException", "Throttling", "Rate exceeded")
                : new Refusal("InternalServiceFault", "InternalServiceError", "told to refuse");
        Reply reply = error(json, reaction.status(), why);
        if (reaction.retryAfter() == null) {
            return reply;
        }
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Retry-After", reaction.retryAfter());
        return new Reply(reply.status(), headers, reply.body(), false);
    }

    private static Reply refused(boolean json, Refusal why) {
        return error(json, 400, why);
    }

    private static Reply error(boolean json, int status, Refusal why) {
        Map<String, String> headers = headers(json);
        headers.put("x-amzn-query-error", why.code() + ";" + (status < 500 ? "Sender" : "Receiver"));
        Map<String, String> body = new LinkedHashMap<>();
        body.put("__type", "com.amazonaws.cloudwatch#" + why.error());
        body.put("message", why.message());
        return new Reply(
                status,
                headers,
                json ? JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8) : Cbor.write(body),
                false);
    }

    private static byte[] success(boolean json) {
        return json ? "{}".getBytes(StandardCharsets.UTF_8) : Cbor.write(Map.of());
    }

    private static Map<String, String> headers(boolean json) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json) {
            headers.put("Content-Type", "application/x-amz-json-1.0");
        } else {
            headers.put("Content-Type", "application/cbor");
            headers.put("smithy-protocol", "rpc-v2-cbor");
        }
        return headers;
    }
}
