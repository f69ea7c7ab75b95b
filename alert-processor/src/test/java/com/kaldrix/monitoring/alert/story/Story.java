package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.held.HeldAlerts;
import com.kaldrix.monitoring.alert.held.HeldBy;
import com.kaldrix.monitoring.alert.incident.Incident;
import com.kaldrix.monitoring.alert.incident.IncidentDesk;
import com.kaldrix.monitoring.alert.incident.Regrouping;
import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.cloudwatch.InsufficientData;
import com.kaldrix.monitoring.alert.intake.queue.MessageReader;
import com.kaldrix.monitoring.alert.remediation.RemediationDesk;
import com.kaldrix.monitoring.alert.silence.Silence;
import com.kaldrix.monitoring.alert.silence.SilenceDesk;
import com.kaldrix.monitoring.alert.silence.SilenceDraft;
import com.kaldrix.monitoring.alert.window.MaintenanceWindow;
import com.kaldrix.monitoring.alert.window.Schedule;
import com.kaldrix.monitoring.alert.window.WindowDesk;
import com.kaldrix.monitoring.alert.window.WindowDraft;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.CloudEvents;
import com.kaldrix.monitoring.common.event.RemediationRequest;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.label.Matchers;
import com.kaldrix.monitoring.common.messaging.SnsEnvelope;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells what happens as a story in which time is data: things are reported {@code at} a time, and what people were told is
 * wanted between two times. One service for all stories of a JVM, on real PostgreSQL, with channels that speak HTTP to sinks;
 * its clock stands until the story moves it, and moves from one thing that is due to the next.
 */
final class Story {
    private static final Instant START = StoryStage.START;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    static final Actor ADA = new Actor("ada", Set.of(Role.RESPONDER), "127.0.0.1");

    static final String SLACK_SECRET = "slack-signing-secret";
    static final String VOICE_SECRET = "voice-secret";
    static final String PAGERDUTY_SECRET = "pagerduty-webhook-secret";

    private static @org.jspecify.annotations.Nullable Story shared;

    private final StoryStage stage = new StoryStage();
    private final SettableClock clock;
    private final Sinks sinks;
    private final List<Page> pages = new ArrayList<>();
    private final Map<SinkName, Long> seen = new HashMap<>();

    /**
     * Something that arrived.
     *
     * @param at time since the beginning of the story
     * @param sink where
     * @param receipt what
     */
    record Page(Duration at, SinkName sink, Receipt receipt) {
        String text() {
            return receipt.body().toString();
        }

        @Override
        public String toString() {
            return at + " " + sink + " " + text().substring(0, Math.min(160, text().length()));
        }
    }

    /** A story that begins with nothing: no alerts, no incidents, nothing at the sinks, and these routes and rules. */
    static synchronized Story begin(String routes, String rules) {
        Story story = shared;
        if (story == null) {
            story = new Story();
            shared = story;
        }
        story.clean();
        story.load(routes, rules);
        return story;
    }

    private Story() {
        clock = stage.clock();
        sinks = stage.sinks();
    }

    /** The service ends and another one starts on the same database. */
    Story restart() {
        stage.stop();
        stage.start();
        return this;
    }

    /** The service is away until then, and comes back to what is due. */
    Story awayUntil(String time) {
        stage.stop();
        clock.set(START.plus(parse(time)));
        stage.start();
        settle();
        return this;
    }

    private void clean() {
        stage.clean();
        for (SinkName sink : SinkName.values()) {
            seen.put(sink, 0L);
        }
        pages.clear();
    }

    /** Loads a configuration; {@code ${slack}}, {@code ${pagerduty}} and {@code ${webhook}} are the sinks' addresses. */
    Story load(String routes, String rules) {
        stage.load(routes, rules);
        return this;
    }

    /** Has the service look for gaps in schedules now. */
    Story coverage() {
        stage.run("coverageWatch");
        return this;
    }

    /** Pushed together, as one batch of Prometheus. */
    Story fireTogether(String[]... alerts) {
        return fireAll(java.util.Arrays.stream(alerts).map(Labels::of).toList());
    }

    /** Lets time pass until then, and everything happen that is due on the way. */
    Story at(String time) {
        Instant target = START.plus(parse(time));
        settle();
        while (true) {
            Optional<Instant> due = nextDue().filter(next -> !next.isAfter(target));
            if (due.isEmpty()) {
                break;
            }
            if (due.get().isAfter(clock.instant())) {
                clock.set(due.get());
            }
            settle();
        }
        clock.set(target);
        settle();
        return this;
    }

    private Optional<Instant> nextDue() {
        return jdbc().sql("""
                        select min(at) as at from (
                            select min(due_at) as at from incident where state <> 'resolved'
                            union all select min(fallback_at) from delivery
                            where state in ('pending', 'sending', 'rejected', 'expired')
                            union all select min(due_at) from personal_page
                            union all select min(due_at) from remediation
                            union all select seen_at + interval '20 seconds' from heartbeat_watch where exists (select 1 from heartbeat)
                            union all select min(until) from dismissal) as due
                        """)
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single()
                .map(time -> time.isBefore(clock.instant()) ? clock.instant() : time);
    }

    /** Does all that is due now: incidents, fallbacks, messages; then looks at what has arrived. */
    private void settle() {
        stage.run("windowReminders");
        stage.run("silenceReminders");
        stage.run("incidentEngine");
        stage.run("personalPageWork");
        stage.run("heartbeatWatch");
        stage.run("fallbackWork");
        stage.run("remediationWork");
        stage.run("incidentEngine");
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(() -> {
            stage.run("dispatcher");
            return jdbc().sql("""
                                    select count(*) from delivery
                                    where state = 'sending' or state = 'pending' and attempts = 0
                                      and next_attempt_at <= clock_timestamp()
                                    """).query(Integer.class).single() == 0;
        });
        collect();
    }

    private void collect() {
        for (SinkName sink : SinkName.values()) {
            for (Receipt receipt : sinks.receipts(sink, seen.getOrDefault(sink, 0L), 1000)) {
                seen.put(sink, receipt.sequence());
                if (receipt.accepted()) {
                    pages.add(new Page(Duration.between(START, clock.instant()), sink, receipt));
                }
            }
        }
        pages.sort(Comparator.comparing(Page::at));
    }

    /** An alert fires, reported by a source that keeps silent until it is over. */
    Story fire(String... labels) {
        return report(labels, clock.instant(), null);
    }

    /** An alert is over. */
    Story end(String... labels) {
        return report(labels, null, clock.instant());
    }

    private Story report(
            String[] labels,
            @org.jspecify.annotations.Nullable Instant start,
            @org.jspecify.annotations.Nullable Instant end) {
        stage.bean(Intake.class)
                .accept(List.of(
                        new IncomingAlert("story", Labels.of(labels), Map.of("summary", "Story"), start, end, "")
                                .heldUntilResolved(clock.instant())));
        settle();
        return this;
    }

    /** Many alerts at once, in one report. */
    Story fireAll(List<Labels> alerts) {
        stage.bean(Intake.class)
                .accept(alerts.stream()
                        .map(labels -> new IncomingAlert("story", labels, Map.of(), clock.instant(), null, "")
                                .heldUntilResolved(clock.instant()))
                        .toList());
        settle();
        return this;
    }

    /** A message comes that tells of something, by a queue that may deliver it again. */
    Story told(String message, String body) {
        Reading reading = MessageReader.of(InsufficientData.RESOLVE, List.of(), clock)
                .read(SnsEnvelope.unwrap(body, Map.of(), message));
        stage.bean(Intake.class).accept(message, ((Reading.Told) reading).notice());
        settle();
        return this;
    }

    /** Another service asks for something, by a queue that may deliver it again. */
    Story asked(String message, RemediationRequest request) {
        String body = CloudEvents.write(CloudEvent.of("/compliance-reporter", new Region("us-east-1"), now(), request));
        Reading reading = MessageReader.of(InsufficientData.RESOLVE, List.of(), clock)
                .read(SnsEnvelope.unwrap(body, Map.of(), message));
        stage.bean(Intake.class).accept(message, ((Reading.Asked) reading).request());
        settle();
        return this;
    }

    /** Time passes until then while nobody works: all replicas are down. */
    Story away(String time) {
        clock.set(START.plus(parse(time)));
        return this;
    }

    /** Where the service is. */
    URI service() {
        return stage.service();
    }

    /** Slack and PagerDuty, which answer for people. */
    Callbacks callbacks() {
        return new Callbacks(service());
    }

    /** Where Slack takes answers that only one person sees: at the sink for webhooks. */
    URI answers() {
        return URI.create(sinks.url() + "/webhook/answers");
    }

    /** What has come since, once something has. */
    Story awaitAnswer(int count) {
        await().atMost(LONGEST).until(() -> {
            collect();
            return pages(SinkName.WEBHOOK).size() >= count;
        });
        return this;
    }

    /** A report by a source that repeats itself, as Prometheus does. */
    Story refresh(String... labels) {
        stage.bean(Intake.class)
                .accept(List.of(new IncomingAlert("story", Labels.of(labels), Map.of(), START, null, "")));
        settle();
        return this;
    }

    /** What happened is written into Slack's threads, as far as it goes now. */
    Story threads() {
        for (int i = 0; i < 10; i++) {
            stage.run("slackThreadWork");
        }
        collect();
        return this;
    }

    /** Somebody is a member of Slack's workspace. */
    Story slackMember(String id, String email) {
        sinks.slackMember(id, email);
        return this;
    }

    Story misbehave(SinkName sink, Behaviour behaviour) {
        sinks.misbehave(sink, behaviour);
        return this;
    }

    /** The channel is well again, and what it owes is sent. */
    Story behave(SinkName sink) {
        sinks.behave(sink);
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(() -> {
            stage.run("dispatcher");
            return jdbc().sql("select count(*) from delivery where state in ('pending', 'sending')")
                            .query(Integer.class)
                            .single()
                    == 0;
        });
        collect();
        return this;
    }

    /** Somebody silences what these matchers cover, from now until a time of the story. */
    Silence silence(String matchers, String until) {
        return silences()
                .create(
                        new SilenceDraft(
                                Matchers.parse(matchers), clock.instant(), START.plus(parse(until)), "ada", "story"),
                        ADA);
    }

    /** Somebody ends a silence now. */
    Story expire(Silence silence) {
        silences().expire(silence.id(), ADA);
        return this;
    }

    /** Somebody asks for a window that covers what these matchers do, from a time of the story on. */
    MaintenanceWindow window(String name, String matchers, String from, String duration) {
        return windows()
                .create(
                        new WindowDraft(
                                MaintenanceWindow.Kind.MAINTENANCE,
                                name,
                                Matchers.parse(matchers),
                                Schedule.once(
                                        LocalDateTime.ofInstant(START.plus(parse(from)), ZoneOffset.UTC),
                                        parse(duration),
                                        ZoneOffset.UTC),
                                ""),
                        ADA);
    }

    WindowDesk windows() {
        return stage.bean(WindowDesk.class);
    }

    /** How many different alerts each time of a window has held back, the latest first. */
    List<Long> held(MaintenanceWindow window) {
        return stage
                .bean(HeldAlerts.class)
                .counts(HeldBy.Kind.WINDOW, window.id().toString(), 10)
                .stream()
                .map(HeldAlerts.Count::alerts)
                .toList();
    }

    /** What stands where SSM does. */
    StoryMachine machine() {
        return stage.machine();
    }

    RemediationDesk remediations() {
        return stage.bean(RemediationDesk.class);
    }

    SilenceDesk silences() {
        return stage.bean(SilenceDesk.class);
    }

    IncidentDesk desk() {
        return stage.bean(IncidentDesk.class);
    }

    Regrouping regrouping() {
        return stage.bean(Regrouping.class);
    }

    /** The incident that is not resolved; exactly one must be. */
    Incident incident() {
        return desk().find(onlyOpen()).orElseThrow();
    }

    private UUID onlyOpen() {
        return jdbc().sql("select id from incident where state <> 'resolved'")
                .query(UUID.class)
                .single();
    }

    int openIncidents() {
        return jdbc().sql("select count(*) from incident where state <> 'resolved'")
                .query(Integer.class)
                .single();
    }

    JdbcClient jdbc() {
        return stage.jdbc();
    }

    Instant now() {
        return clock.instant();
    }

    /** What arrived there, in order. */
    List<Page> pages(SinkName sink) {
        return pages.stream().filter(page -> page.sink() == sink).toList();
    }

    /** Exactly these arrived there, each at its time. */
    void want(SinkName sink, String... times) {
        assertThat(pages(sink).stream().map(Page::at).toList())
                .as("when something arrived at %s: %s", sink, pages(sink))
                .containsExactly(
                        java.util.Arrays.stream(times).map(Story::parse).toArray(Duration[]::new));
    }

    private static Duration parse(String time) {
        return com.kaldrix.monitoring.common.yaml.PrometheusDuration.parse(time);
    }
}
