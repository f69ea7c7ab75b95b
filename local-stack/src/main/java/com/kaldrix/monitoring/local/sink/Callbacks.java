package com.kaldrix.monitoring.local.sink;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Slack, PagerDuty and a contact flow send back when people answer there, signed as they sign: docs.slack.dev, "Verifying requests from Slack";
 * developer.pagerduty.com, "Webhooks V3".
 */
public final class Callbacks {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    /** @param service the address of the service that is called back, without a slash at the end */
    public Callbacks(URI service) {
        this.service = service;
    }

    /**
     * The body by which Slack tells that somebody pressed a button.
     *
     * @param user id of who pressed
     * @param action {@code action_id} of the button
     * @param value its value
     * @param answerUrl where answers go that they alone see
     */
    public static String pressed(String user, String action, String value, URI answerUrl) {
        ObjectNode payload = SinkJson.MAPPER.createObjectNode().put("type", "block_actions");
        payload.putObject("user").put("id", user).put("username", "somebody").put("team_id", "T0");
        payload.put("response_url", answerUrl.toString());
        payload.put("trigger_id", UUID.randomUUID().toString());
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("value", value);
        return "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    }

    /** Sends such a body as Slack does; the status that the service answered with. */
    public int slack(String body, String secret, Instant at) {
        String timestamp = Long.toString(at.getEpochSecond());
        return send(HttpRequest.newBuilder(URI.create(service + "/callbacks/slack"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", "v0=" + hmac(secret, "v0:" + timestamp + ":" + body))
                .POST(BodyPublishers.ofString(body)));
    }

    /**
     * The body by which PagerDuty tells what somebody did.
     *
     * @param id of the event
     * @param type such as {@code incident.acknowledged}
     * @param key deduplication key of the incident
     * @param agent who did it
     */
    public static String webhook(String id, String type, String key, String agent) {
        return webhook(id, type, key, agent, "user_reference", null);
    }

    /**
     * As {@link #webhook(String, String, String, String)}.
     *
     * @param agentType what did it, such as {@code events_api_v2_inbound_integration_reference} for what an integration sent
     * @param occurredAt when; left out when null
     */
    public static String webhook(
            String id, String type, String key, String agent, String agentType, @Nullable Instant occurredAt) {
        ObjectNode event = SinkJson.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("event_type", type)
                .put("resource_type", "incident");
        event.putObject("agent").put("id", "PADA").put("type", agentType).put("summary", agent);
        if (occurredAt != null) {
            event.put("occurred_at", occurredAt.toString());
        }
        event.putObject("data").put("id", "Q0").put("type", "incident").put("incident_key", key);
        ObjectNode body = SinkJson.MAPPER.createObjectNode();
        body.set("event", event);
        return body.toString();
    }

    /** Tells that somebody pressed a key, as the function of a contact flow does; the status that the service answered with. */
    public int voice(String incident, String person, String key, String secret, Instant at) {
        String body = SinkJson.MAPPER
                .createObjectNode()
                .put("incident", incident)
                .put("person", person)
                .put("key", key)
                .toString();
        String timestamp = Long.toString(at.getEpochSecond());
        return send(HttpRequest.newBuilder(URI.create(service + "/callbacks/voice"))
                .header("Content-Type", "application/json")
                .header("X-Kaldrix-Timestamp", timestamp)
                .header("X-Kaldrix-Signature", "v1=" + hmac(secret, "v1:" + timestamp + ":" + body))
                .POST(BodyPublishers.ofString(body)));
    }

    /** Sends such a body as PagerDuty does; the status that the service answered with. */
    public int pagerDuty(String body, String secret) {
        return send(HttpRequest.newBuilder(URI.create(service + "/callbacks/pagerduty"))
                .header("Content-Type", "application/json")
                .header("X-Webhook-Id", UUID.randomUUID().toString())
                .header("X-PagerDuty-Signature", "v1=" + "0".repeat(64) + ",v1=" + hmac(secret, body))
                .POST(BodyPublishers.ofString(body)));
    }

    private int send(HttpRequest.Builder request) {
        try {
            HttpResponse<Void> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.discarding());
            return response.statusCode();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
