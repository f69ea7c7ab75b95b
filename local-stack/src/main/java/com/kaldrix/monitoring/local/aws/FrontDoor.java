package com.kaldrix.monitoring.local.aws;

import com.kaldrix.monitoring.local.aws.cloudwatch.CloudWatch;
import com.kaldrix.monitoring.local.aws.sns.Sns;
import com.kaldrix.monitoring.local.aws.sns.SnsReply;
import com.kaldrix.monitoring.local.aws.sqs.QueueRegions;
import com.kaldrix.monitoring.local.aws.sqs.SqsReply;
import com.kaldrix.monitoring.local.aws.sqs.SqsRequest;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells SQS, SNS and CloudWatch apart and one region from another, and answers in the form that each has. */
final class FrontDoor implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final int LARGEST_REQUEST = 4 << 20;

    private final Sns sns;
    private final QueueRegions queues;
    private final CloudWatch cloudWatch;

    FrontDoor(Sns sns, QueueRegions queues, CloudWatch cloudWatch) {
        this.sns = sns;
        this.queues = queues;
        this.cloudWatch = cloudWatch;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
            if (body.length > LARGEST_REQUEST) {
                reply(exchange, 413, "text/plain", utf8("request too large"));
                return;
            }
            answer(exchange, body);
        } catch (IOException gone) {
            LOG.debug("a client went away, or a region is stopping", gone);
            throw gone;
        } catch (RuntimeException failure) {
            LOG.error("cannot answer {} {}", exchange.getRequestMethod(), exchange.getRequestURI(), failure);
            reply(exchange, 500, "text/plain", utf8(String.valueOf(failure.getMessage())));
        }
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        URI uri = exchange.getRequestURI();
        if (exchange.getRequestMethod().equals("GET") && uri.getRawQuery() == null) {
            if (uri.getPath().equals("/health")) {
                reply(exchange, 200, "text/plain", utf8("ok"));
                return;
            }
            if (uri.getPath().equals(Sns.CERTIFICATE_PATH)) {
                reply(exchange, 200, "application/x-pem-file", utf8(sns.certificate()));
                return;
            }
        }
        Headers headers = exchange.getRequestHeaders();
        Map<String, String> query = form(uri.getRawQuery());
        AwsScope scope = AwsScope.of(headers.getFirst("Authorization"), query);
        if ("monitoring".equals(scope.service())) {
            metricData(exchange, scope.region(), body);
            return;
        }
        boolean json = headers.containsKey("X-Amz-Target");
        Map<String, String> form = new LinkedHashMap<>();
        if (!json && !"sqs".equals(scope.service())) {
            form.putAll(query);
            form.putAll(form(new String(body, StandardCharsets.UTF_8)));
        }
        if ("sns".equals(scope.service()) || Sns.knows(form.getOrDefault("Action", ""))) {
            // Links in mails and envelopes are not signed; the region is in the name that they carry.
            String region = scope.service() == null ? Sns.regionNamed(form).orElse(scope.region()) : scope.region();
            SnsReply answer = sns.handle(region, form);
            reply(exchange, answer.status(), "text/xml", utf8(answer.xml()));
        } else if (scope.service() == null || "sqs".equals(scope.service())) {
            forward(exchange, scope.region(), headers, body);
        } else {
            reply(
                    exchange,
                    501,
                    "text/plain",
                    utf8("this endpoint speaks SQS, SNS and CloudWatch, not " + scope.service()));
        }
    }

    private void metricData(HttpExchange exchange, String region, byte[] body) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        CloudWatch.Reply answer = cloudWatch.handle(
                region,
                new CloudWatch.Call(
                        exchange.getRequestURI().getPath(),
                        headers.getFirst("X-Amz-Target"),
                        headers.getFirst("Content-Encoding"),
                        body));
        if (answer.drop()) {
            // Without an answer the connection is closed when the exchange is.
            return;
        }
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        reply(exchange, answer.status(), null, answer.body());
    }

    private void forward(HttpExchange exchange, String region, Headers headers, byte[] body) throws IOException {
        Map<String, String> passed = new HashMap<>();
        for (String name : new String[] {"X-Amz-Target", "X-Amzn-Trace-Id", "Accept"}) {
            String value = headers.getFirst(name);
            if (value != null) {
                passed.put(name, value);
            }
        }
        SqsReply answer;
        try {
            answer = queues.forward(
                    region,
                    new SqsRequest(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            passed,
                            headers.getFirst("Content-Type"),
                            body));
        } catch (IllegalArgumentException noSuchRegion) {
            reply(exchange, 400, "text/plain", utf8(String.valueOf(noSuchRegion.getMessage())));
            return;
        }
        reply(exchange, answer.status(), answer.contentType(), answer.body());
    }

    private static void reply(HttpExchange exchange, int status, @Nullable String contentType, byte[] body)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        if (contentType != null) {
            headers.set("Content-Type", contentType);
        }
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Map<String, String> form(@Nullable String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return Map.of();
        }
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
