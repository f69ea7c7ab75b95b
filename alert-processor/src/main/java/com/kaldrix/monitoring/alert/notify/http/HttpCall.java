package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.common.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What is posted. The address and the credentials count as secrets and are kept out of every reason.
 *
 * @param method {@code POST} or {@code PUT}; {@code GET} for a request without a body
 * @param url where to
 * @param options how HTTP is spoken, and what proves who we are
 * @param headers further headers
 * @param json the body, JSON unless a header says otherwise; empty for a request without one, by GET
 * @param secrets what else in the body must not be seen when the other side quotes it
 */
public record HttpCall(
        String method,
        Secret url,
        HttpOptions options,
        Map<String, String> headers,
        String json,
        List<Secret> secrets) {
    public HttpCall {
        headers = Map.copyOf(headers);
        secrets = List.copyOf(secrets);
    }

    public HttpCall(Secret url, HttpOptions options, Map<String, String> headers, String json, List<Secret> secrets) {
        this(json.isEmpty() ? "GET" : "POST", url, options, headers, json, secrets);
    }

    public HttpCall(Secret url, String json) {
        this(url, HttpOptions.NONE, Map.of(), json, List.of());
    }

    /** The body as it goes over the wire; an unpaired surrogate, which has no UTF-8 form, becomes a question mark. */
    byte[] body() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
