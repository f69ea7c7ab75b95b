package com.kaldrix.monitoring.alert.notify.slack;

import com.kaldrix.monitoring.alert.notify.Deadline;
import com.kaldrix.monitoring.alert.notify.Outcome;
import com.kaldrix.monitoring.alert.notify.http.HttpCall;
import com.kaldrix.monitoring.alert.notify.http.HttpPoster;
import com.kaldrix.monitoring.alert.notify.slack.SlackThreads.News;
import com.kaldrix.monitoring.alert.receiver.Receivers;
import com.kaldrix.monitoring.alert.receiver.SlackIntegration;
import com.kaldrix.monitoring.common.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what happens to incidents into the threads of their messages at Slack: everything, once each, several entries in one answer, and
 * never while a message waits for Slack. An entry is marked before it is posted; what may have arrived is not posted again.
 */
@Component
class SlackThreadWork implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(SlackThreadWork.class);

    /** Slack takes about one message a second in a channel, and pages need their share. */
    private static final Duration PACE = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final int MOST = 20;
    /** In one transaction, which holds a row of each. */
    private static final int MOST_INCIDENTS = 100;

    private static final int LINE = 400;

    /** Says the channel itself, in the same thread. */
    private static final String ACKNOWLEDGED = "acknowledged";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final SlackThreads threads;
    private final Receivers receivers;
    private final HttpPoster poster;
    private final TransactionOperations transactions;
    private final ThreadsWanted wanted;
    private final Clock clock;

    SlackThreadWork(
            SlackThreads threads,
            Receivers receivers,
            HttpPoster poster,
            TransactionOperations transactions,
            ThreadsWanted wanted,
            Clock clock) {
        this.threads = threads;
        this.receivers = receivers;
        this.poster = poster;
        this.transactions = transactions;
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Entries for one thread. */
    private record Answer(SlackIntegration integration, SlackReference thread, List<News> news) {
        List<UUID> entries() {
            return news.stream().map(News::entry).toList();
        }
    }

    @Override
    public String name() {
        return "slack-threads";
    }

    @Override
    public Duration run(Wake wake) {
        if (!wanted.follows()) {
            transactions.executeWithoutResult(status -> threads.forget());
            return SOON;
        }
        Optional<Answer> answer =
                Objects.requireNonNullElse(transactions.execute(status -> claim(clock.instant())), Optional.empty());
        answer.ifPresent(this::post);
        return PACE;
    }

    private Optional<Answer> claim(Instant now) {
        for (int looked = 0; looked < MOST_INCIDENTS && !threads.busy(); looked++) {
            Optional<UUID> incident = threads.next(now);
            if (incident.isEmpty()) {
                return Optional.empty();
            }
            Optional<Answer> answer = claim(incident.get(), now);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private Optional<Answer> claim(UUID incident, Instant now) {
        Map<String, Answer> places = places(incident);
        if (places.isEmpty() && threads.open(incident)) {
            // A message may come yet; the entry that says so brings all the others along.
            threads.postpone(incident, now.plus(LATER));
            return Optional.empty();
        }
        List<News> news = threads.news(incident, MOST);
        for (Map.Entry<String, Answer> place : places.entrySet()) {
            List<News> missing = news.stream()
                    .filter(entry -> !entry.posted().contains(place.getKey()))
                    .toList();
            if (!missing.isEmpty()) {
                Answer answer = new Answer(
                        place.getValue().integration(), place.getValue().thread(), missing);
                threads.post(answer.entries(), place.getKey());
                return Optional.of(answer);
            }
        }
        threads.done(news.stream().map(News::entry).toList());
        return Optional.empty();
    }

    /** The threads of an incident, by {@code channel/ts}. */
    private Map<String, Answer> places(UUID incident) {
        Map<String, Answer> places = new LinkedHashMap<>();
        for (SlackThreads.Told told : threads.told(incident)) {
            SlackReference.parse(told.reference())
                    .ifPresent(reference -> receivers
                            .find(told.address())
                            .filter(SlackIntegration.class::isInstance)
                            .map(SlackIntegration.class::cast)
                            .filter(SlackIntegration::canUpdate)
                            .ifPresent(integration ->
                                    places.putIfAbsent(key(reference), new Answer(integration, reference, List.of()))));
        }
        return places;
    }

    private static String key(SlackReference reference) {
        return reference.channel() + "/" + reference.ts();
    }

    private void post(Answer answer) {
        String text = String.join(
                "\n",
                answer.news().stream()
                        .filter(entry -> !entry.kind().equals(ACKNOWLEDGED))
                        .map(SlackThreadWork::line)
                        .toList());
        if (text.isEmpty()) {
            return;
        }
        String json = JsonMapper.shared()
                .createObjectNode()
                .put("channel", answer.thread().channel())
                .put("thread_ts", answer.thread().ts())
                .put("reply_broadcast", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false)
                .put("text", text)
                .toString();
        SlackIntegration integration = answer.integration();
        HttpCall call = new HttpCall(integration.apiUrl(), integration.http(), Map.of(), json, List.of());
        SlackAnswer said = SlackAnswer.ofWebApi(poster.post(call, Deadline.ofAttempt()));
        switch (said.outcome()) {
            case Outcome.Delivered ignored -> {}
            case Outcome.RetryAfter patience -> again(answer, patience.delay());
            case Outcome.Unavailable ignored -> again(answer, SOON);
            case Outcome.Unknown unknown -> lost(unknown.reason());
            case Outcome.Rejected refused -> lost(refused.reason());
        }
    }

    private void again(Answer answer, Duration delay) {
        Instant due = clock.instant().plus(delay);
        transactions.executeWithoutResult(status -> threads.again(answer.entries(), key(answer.thread()), due));
    }

    private static void lost(String reason) {
        LOG.atWarn().addKeyValue("reason", reason).log("A thread at Slack may lack a part of the timeline");
    }

    private static String line(News entry) {
        return "`" + TIME.format(entry.at()) + "` " + Mrkdwn.text(entry.text(), LINE)
                + (entry.actor() == null ? "" : ", by " + Mrkdwn.text(entry.actor(), LINE));
    }
}
