package com.kaldrix.monitoring.alert.callback;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.http.HttpReply;
import com.kaldrix.monitoring.alert.oncall.Directory;
import com.kaldrix.monitoring.alert.oncall.Person;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.common.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who a member of Slack is: the person with this id; else the one whose address Slack has confirmed for the member
 * (docs.slack.dev, "users.info", scopes {@code users:read} and {@code users:read.email}).
 */
@Component
class SlackPeople {
    /** Slack waits three seconds for the answer to a button. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final Directory.Current directory;
    private final Receivers receivers;
    private final HttpPoster poster;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(String email, Instant until) {}

    SlackPeople(Directory.Current directory, Receivers receivers, HttpPoster poster, Clock clock) {
        this.directory = directory;
        this.receivers = receivers;
        this.poster = poster;
        this.clock = clock;
    }

    /** The person; empty where the configuration knows neither the id nor the address, or Slack does not say. */
    Optional<Person> find(String member) {
        return directory.get().bySlack(member).or(() -> email(member).flatMap(directory.get()::byEmail));
    }

    private Optional<String> email(String member) {
        if (!member.matches("[UW][A-Z0-9]{2,20}")) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Known before = known.get(member);
        if (before != null && before.until().isAfter(now)) {
            return Optional.of(before.email());
        }
        Optional<String> email = bot().flatMap(bot -> ask(bot, member));
        if (known.size() >= MOST) {
            known.clear();
        }
        email.ifPresent(found -> known.put(member, new Known(found, now.plus(REMEMBERED))));
        return email;
    }

    private Optional<SlackIntegration> bot() {
        return receivers.all().stream()
                .flatMap(receiver -> receiver.integrations().stream())
                .filter(SlackIntegration.class::isInstance)
                .map(SlackIntegration.class::cast)
                .filter(SlackIntegration::canUpdate)
                .findFirst();
    }

    private Optional<String> ask(SlackIntegration bot, String member) {
        String url = bot.apiUrl().value().replaceFirst("chat\\.postMessage$", "users.info") + "?user=" + member;
        HttpCall call = new HttpCall(new Secret(url), bot.http(), Map.of(), "", List.of());
        return poster.post(call, Deadline.in(PATIENCE)) instanceof HttpReply.Answer answer
                ? confirmed(answer.body())
                : Optional.empty();
    }

    /** The address of a member of this workspace; a bot, a stranger and an address that is only claimed are nobody. */
    private static Optional<String> confirmed(String body) {
        try {
            JsonNode answer = JsonMapper.shared().readTree(body);
            JsonNode user = answer.path("user");
            boolean ours = answer.path("ok").asBoolean(false)
                    && !user.path("deleted").asBoolean(false)
                    && !user.path("is_bot").asBoolean(false)
                    && !user.path("is_stranger").asBoolean(false)
                    && user.path("is_email_confirmed").asBoolean(true);
            String email = user.path("profile").path("email").asString("");
            return ours && !email.isEmpty() ? Optional.of(email) : Optional.empty();
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }
}
