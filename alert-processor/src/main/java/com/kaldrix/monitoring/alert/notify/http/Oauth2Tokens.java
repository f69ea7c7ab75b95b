package com.kaldrix.monitoring.alert.notify.http;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.receiver.HttpAuthorization;
import com.kaldrix.monitoring.alert.receiver.HttpOptions;
import com.kaldrix.monitoring.alert.receiver.HttpOptions.Oauth2;
import com.kaldrix.monitoring.common.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens by the client credentials grant (RFC 6749 section 4.4), kept until shortly before they end. */
final class Oauth2Tokens {
    private static final Duration EARLY = Duration.ofSeconds(10);
    private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(5);
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpPoster poster;
    private final Clock clock;
    private final Map<Oauth2, Kept> kept = new ConcurrentHashMap<>();

    Oauth2Tokens(HttpPoster poster, Clock clock) {
        this.poster = poster;
        this.clock = clock;
    }

    /** What asking for a token came to. */
    sealed interface Asked {}

    /** A token as a header carries it. */
    record Token(HttpAuthorization authorization) implements Asked {}

    /** There is none: nothing was sent to the receiver. */
    record Refused(Outcome outcome) implements Asked {}

    private record Kept(HttpAuthorization authorization, Instant until) {}

    Asked get(Oauth2 grant, Deadline deadline) {
        Kept known = kept.get(grant);
        if (known != null && clock.instant().isBefore(known.until())) {
            return new Token(known.authorization());
        }
        HttpOptions plain = new HttpOptions(
                basic(grant), null, grant.way().tlsOrNull(), grant.way().proxy(), true);
        HttpCall call = new HttpCall(
                new Secret(grant.tokenUrl()),
                plain,
                Map.of("Content-Type", FORM, "Accept", "application/json"),
                form(grant),
                List.of(grant.clientSecret()));
        return switch (poster.transmit(call, deadline)) {
            case HttpReply.Silence silence -> refused(silence.outcome());
            case HttpReply.Answer answer -> answer.success() ? keep(grant, answer) : refused(answer.outcome("OAuth 2"));
        };
    }

    void forget(Oauth2 grant) {
        kept.remove(grant);
    }

    private static Refused refused(Outcome outcome) {
        return new Refused(
                switch (outcome) {
                    case Outcome.RetryAfter patience -> patience;
                    case Outcome.Unavailable failure -> failure;
                    case Outcome.Unknown failure -> new Outcome.Unavailable("no token: " + failure.reason());
                    case Outcome.Rejected refusal -> new Outcome.Rejected("no token: " + refusal.reason());
                    case Outcome.Delivered ignored -> new Outcome.Unavailable("no token");
                });
    }

    private Asked keep(Oauth2 grant, HttpReply.Answer answer) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            return new Refused(new Outcome.Unavailable("OAuth 2 answered with no token"));
        }
        String token = body.path("access_token").asString("");
        if (token.isEmpty()) {
            return new Refused(new Outcome.Unavailable("OAuth 2 answered with no token"));
        }
        long seconds = body.path("expires_in").asLong(UNKNOWN_LIFE.toSeconds());
        HttpAuthorization authorization = new HttpAuthorization("Bearer", new Secret(token));
        kept.put(
                grant,
                new Kept(authorization, clock.instant().plusSeconds(seconds).minus(EARLY)));
        return new Token(authorization);
    }

    private static HttpAuthorization basic(Oauth2 grant) {
        return HttpAuthorization.basic(
                encoded(grant.clientId()) + ":" + encoded(grant.clientSecret().value()));
    }

    private static String form(Oauth2 grant) {
        Map<String, String> fields = new TreeMap<>(grant.parameters());
        fields.put("grant_type", "client_credentials");
        if (!grant.scopes().isEmpty()) {
            fields.put("scope", String.join(" ", grant.scopes()));
        }
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
