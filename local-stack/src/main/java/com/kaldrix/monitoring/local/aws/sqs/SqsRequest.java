package com.kaldrix.monitoring.local.aws.sqs;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to SQS in either of its protocols, query or JSON.
 *
 * @param method of HTTP
 * @param uri path and query
 * @param headers those that mean something to SQS
 * @param contentType null when there is none
 * @param body not to be changed by its holder
 */
@SuppressWarnings("ArrayRecordComponent")
public record SqsRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        @Nullable String contentType,
        byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The queue that this request asks to purge, if it does. */
    Optional<String> purgedQueue() {
        String target = headers.get("X-Amz-Target");
        if (target != null) {
            return target.endsWith(".PurgeQueue")
                    ? Optional.of(JSON.readTree(body).path("QueueUrl").asString())
                            .map(SqsRequest::queueName)
                    : Optional.empty();
        }
        String query =
                (uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&") + new String(body, StandardCharsets.UTF_8);
        if (!query.contains("Action=PurgeQueue")) {
            return Optional.empty();
        }
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("QueueUrl=")) {
                return Optional.of(
                        queueName(URLDecoder.decode(pair.substring("QueueUrl=".length()), StandardCharsets.UTF_8)));
            }
        }
        return Optional.of(queueName(uri.getPath()));
    }

    private static String queueName(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
