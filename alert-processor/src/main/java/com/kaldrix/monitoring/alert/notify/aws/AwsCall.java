package com.kaldrix.monitoring.alert.notify.aws;

import java.net.URI;
import java.util.Map;

/**
 * One call of an AWS service in JSON.
 *
 * @param method {@code POST} or {@code PUT}
 * @param url where to
 * @param service the name that it is signed for, such as {@code sms-voice}
 * @param region whose service it is
 * @param headers further headers
 * @param json the body
 */
public record AwsCall(String method, URI url, String service, String region, Map<String, String> headers, String json) {
    public AwsCall {
        headers = Map.copyOf(headers);
    }
}
