package com.kaldrix.monitoring.local.aws;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The region and service that a request was signed for. The signature itself is not checked: whoever reaches the loopback
 * address may do anything here.
 *
 * @param region us-east-1 when the request is not signed
 * @param service null when the request is not signed
 */
record AwsScope(String region, @Nullable String service) {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=[^/,]*/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/");
    private static final AwsScope NONE = new AwsScope("us-east-1", null);

    static AwsScope of(@Nullable String authorization, Map<String, String> query) {
        String credential =
                authorization != null ? authorization : "Credential=" + query.getOrDefault("X-Amz-Credential", "");
        Matcher matcher = CREDENTIAL.matcher(credential);
        return matcher.find() ? new AwsScope(matcher.group(1), matcher.group(2)) : NONE;
    }
}
