package com.kaldrix.monitoring.alert.notify.aws;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.PlainText;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.common.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signs a call with Signature Version 4, sends it once, and says what the answer means. */
public final class AwsPoster {
    private static final int WORDS = 200;

    /** What the client of HTTP sets by itself. */
    private static final Set<String> NOT_OURS = Set.of("host", "content-length", "connection");

    /** Refused for being too much, whatever the status says. */
    private static final Set<String> THROTTLED = Set.of(
            "ThrottlingException",
            "Throttling",
            "TooManyRequestsException",
            "LimitExceededException",
            "RequestLimitExceeded");

    /** Refused now, but a matter of time: credentials are renewed, clocks are set, a pause of sending ends. */
    private static final Set<String> PASSING = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "RequestExpired",
            "RequestTimeTooSkewed",
            "SendingPausedException",
            "InternalServiceException");

    private final HttpPoster poster;
    private final AwsCredentialsProvider credentials;

    AwsPoster(HttpPoster poster, AwsCredentialsProvider credentials) {
        this.poster = poster;
        this.credentials = credentials;
    }

    /**
     * Sends it before the deadline.
     *
     * @param who the service, as people call it
     */
    public Outcome send(AwsCall call, String who, Deadline deadline) {
        Map<String, String> headers;
        try {
            AwsCredentials identity = deadline.await(credentials::resolveCredentials);
            headers = sign(call, identity);
        } catch (ExecutionException e) {
            return new Outcome.Unavailable("no AWS credentials: "
                    + PlainText.line(
                            String.valueOf(
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                            WORDS));
        } catch (TimeoutException e) {
            return new Outcome.Unavailable("no AWS credentials in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable("stopped before it was sent");
        }
        HttpCall post = new HttpCall(
                call.method(), new Secret(call.url().toString()), HttpOptions.NONE, headers, call.json(), List.of());
        return switch (poster.post(post, deadline)) {
            case HttpReply.Silence silence -> silence.outcome();
            case HttpReply.Answer answer -> outcome(answer, who);
        };
    }

    private static Outcome outcome(HttpReply.Answer answer, String who) {
        if (answer.success()) {
            return Outcome.Delivered.PLAIN;
        }
        JsonNode body = read(answer.body());
        String code =
                body.path("__type").asString(body.path("code").asString("")).replaceFirst("^.*#", "");
        String message = body.path("message").asString(body.path("Message").asString(answer.excerpt()));
        String why = PlainText.line(code.isEmpty() ? message : code + ": " + message, WORDS);
        String reason = who + " answered " + answer.status() + (why.isEmpty() ? "" : ": " + why);
        if (THROTTLED.contains(code)) {
            return new Outcome.RetryAfter(answer.patience(), reason);
        }
        // REST protocols say the code in a header alone; an expired token must not count as refused for good.
        boolean expired = answer.status() == 403 && message.contains("expired");
        return expired || PASSING.contains(code) ? new Outcome.Unavailable(reason) : answer.outcome(who, why);
    }

    private static JsonNode read(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return JsonMapper.shared().createObjectNode();
        }
    }

    private static Map<String, String> sign(AwsCall call, AwsCredentials identity) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(call.url()).method(SdkHttpMethod.fromValue(call.method()));
        call.headers().forEach(request::putHeader);
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(call.json()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, call.region()));
        Map<String, String> headers = new HashMap<>();
        signed.request().headers().forEach((name, values) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(",", values));
            }
        });
        return headers;
    }
}
