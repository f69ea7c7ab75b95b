package com.kaldrix.monitoring.alert.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.kaldrix.monitoring.alert.AlertProcessor;
import com.kaldrix.monitoring.alert.configuration.ActiveConfiguration;
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
import com.kaldrix.monitoring.alert.remediation.Executor;
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
import com.kaldrix.monitoring.common.postgres.Tables;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.security.Actor;
import com.kaldrix.monitoring.common.security.Role;
import com.kaldrix.monitoring.common.time.SettableClock;
import com.kaldrix.monitoring.common.work.Work;
import com.kaldrix.monitoring.local.aws.LocalAws;
import com.kaldrix.monitoring.local.aws.Provisioning;
import com.kaldrix.monitoring.local.postgres.LocalPostgres;
import com.kaldrix.monitoring.local.postgres.TestDatabase;
import com.kaldrix.monitoring.local.sink.Behaviour;
import com.kaldrix.monitoring.local.sink.Callbacks;
import com.kaldrix.monitoring.local.sink.Receipt;
import com.kaldrix.monitoring.local.sink.SinkName;
import com.kaldrix.monitoring.local.sink.Sinks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells what happens as a story in which time is data: things are reported {@code at} a time, and what people were told is
 * wanted between two times. One service for all stories of a JVM, on real PostgreSQL, with channels that speak HTTP to sinks;
 * its clock stands until the story moves it, and moves from one thing that is due to the next.
 */
final class Story {
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(20);

    static final Actor ADA = new Actor("ada", Set.of(Role.RESPONDER), "127.0.0.1");

    static final String SLACK_SECRET = "slack-signing-secret";
    static final String VOICE_SECRET = "voice-secret";
    static final String PAGERDUTY_SECRET = "pagerduty-webhook-secret";

    private static @org.jspecify.annotations.Nullable Story shared;

    private final String[] arguments;
    private final SettableClock clock;
    private final Sinks sinks;
    private ConfigurableApplicationContext context;
    private JdbcClient jdbc;
    private final Path directory;
    private final List<Page> pages = new ArrayList<>();
    private final Map<SinkName, Long> seen = new HashMap<>();

    /** The clock of the service is the story's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class StoryClock {
        static final SettableClock CLOCK = new SettableClock(START);
        static final StoryMachine MACHINE = new StoryMachine();

        /** In the place of the service's own. */
        @Bean
        Executor ssmExecutor() {
            return MACHINE;
        }

        @Bean
        @Primary
        Clock storyClock() {
            return CLOCK;
        }
    }

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
        try {
            directory = Files.createTempDirectory(Path.of("target"), "story");
            sinks = Sinks.start(0, 0);
            LocalAws aws = LocalAws.inMemory(0);
            String events = Objects.requireNonNull(new Provisioning("story", List.of("us-east-1"))
                            .apply(aws.endpoint())
                            .get("us-east-1"))
                    .topicArns()
                    .getOrDefault("events", "");
            TestDatabase database = LocalPostgres.shared().freshDatabase();
            System.setProperty("aws.accessKeyId", "story");
            System.setProperty("aws.secretAccessKey", "story");
            write("receivers: [{name: nobody}]\nroute: {receiver: nobody}\n", "{}\n");
            clock = StoryClock.CLOCK;
            arguments = new String[] {
                "--server.port=0",
                "--kaldrix.workers=false",
                "--kaldrix.outbox.enabled=false",
                "--kaldrix.intake.repetition.within=0s",
                "--spring.main.allow-bean-definition-overriding=true",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--kaldrix.aws.endpoint=" + aws.endpoint(),
                "--kaldrix.topics.events=" + events,
                "--kaldrix.callbacks.slack-signing-secret=" + SLACK_SECRET,
                "--kaldrix.callbacks.pagerduty-secrets=another," + PAGERDUTY_SECRET,
                "--kaldrix.callbacks.voice-secret=" + VOICE_SECRET,
                "--kaldrix.email.ses-endpoint=" + sinks.vendor(SinkName.SES),
                "--kaldrix.delivery.retry-first=10ms",
                "--kaldrix.delivery.retry-most=50ms",
                "--kaldrix.delivery.breaker.pause=50ms",
                "--kaldrix.delivery.limits.slack.interval=0s",
                "--kaldrix.delivery.limits.pagerduty.interval=0s",
                "--kaldrix.configuration.file=" + directory.resolve("alertmanager.yml"),
                "--kaldrix.configuration.rules=" + directory.resolve("kaldrix.yml")
            };
            context = start(arguments);
            jdbc = context.getBean(JdbcClient.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(AlertProcessor.class, StoryClock.class);
        application.setAdditionalProfiles("test");
        return application.run(arguments);
    }

    /** The service ends and another one starts on the same database. */
    Story restart() {
        context.close();
        context = start(arguments);
        jdbc = context.getBean(JdbcClient.class);
        return this;
    }

    /** The service is away until then, and comes back to what is due. */
    Story awayUntil(String time) {
        context.close();
        clock.set(START.plus(parse(time)));
        context = start(arguments);
        jdbc = context.getBean(JdbcClient.class);
        settle();
        return this;
    }

    private void clean() {
        clock.set(START);
        Tables.empty(
                jdbc,
                "alert, inbox, incident, dismissal, delivery, channel, outbox, silence, maintenance_window, window_reminder, flap,"
                        + " on_call_override, on_call_schedule, heartbeat, heartbeat_watch, remediation, remediation_rule, remediation_switch");
        StoryClock.MACHINE.clear();
        for (SinkName sink : SinkName.values()) {
            sinks.behave(sink);
            sinks.clear(sink);
            seen.put(sink, 0L);
        }
        pages.clear();
    }

    /** Loads a configuration; {@code ${slack}}, {@code ${pagerduty}} and {@code ${webhook}} are the sinks' addresses. */
    Story load(String routes, String rules) {
        write(routes, rules);
        context.getBean(ActiveConfiguration.class).reload();
        return this;
    }

    private void write(String routes, String rules) {
        try {
            Files.writeString(
                    directory.resolve("alertmanager.yml"),
                    routes.replace("${slack}", sinks.slackWebhook("story").toString())
                            .replace("${slackapi}", sinks.slackApi() + "/chat.postMessage")
                            .replace("${pagerduty}", sinks.pagerDuty() + "/v2/enqueue")
                            .replace("${smtp}", "localhost:" + sinks.smtpPort())
                            .replace("${webhook}", sinks.url() + "/webhook"));
            Files.writeString(
                    directory.resolve("kaldrix.yml"),
                    rules.replace("${webhook}", sinks.url() + "/webhook")
                            .replace("${sms}", sinks.vendor(SinkName.SMS).toString())
                            .replace("${voice}", sinks.vendor(SinkName.VOICE).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return jdbc.sql("""
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
        run("windowReminders");
        run("silenceReminders");
        run("incidentEngine");
        run("personalPageWork");
        run("heartbeatWatch");
        run("fallbackWork");
        run("remediationWork");
        run("incidentEngine");
        Work dispatcher = context.getBean("dispatcher", Work.class);
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(() -> {
            dispatcher.run(() -> {});
            return jdbc.sql("""
                                    select count(*) from delivery
                                    where state = 'sending' or state = 'pending' and attempts = 0
                                      and next_attempt_at <= clock_timestamp()
                                    """).query(Integer.class).single() == 0;
        });
        collect();
    }

    private void run(String work) {
        context.getBean(work, Work.class).run(() -> {});
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
        context.getBean(Intake.class)
                .accept(List.of(
                        new IncomingAlert("story", Labels.of(labels), Map.of("summary", "Story"), start, end, "")
                                .heldUntilResolved(clock.instant())));
        settle();
        return this;
    }

    /** Many alerts at once, in one report. */
    Story fireAll(List<Labels> alerts) {
        context.getBean(Intake.class)
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
        context.getBean(Intake.class).accept(message, ((Reading.Told) reading).notice());
        settle();
        return this;
    }

    /** Another service asks for something, by a queue that may deliver it again. */
    Story asked(String message, RemediationRequest request) {
        String body = CloudEvents.write(CloudEvent.of("/compliance-reporter", new Region("us-east-1"), now(), request));
        Reading reading = MessageReader.of(InsufficientData.RESOLVE, List.of(), clock)
                .read(SnsEnvelope.unwrap(body, Map.of(), message));
        context.getBean(Intake.class).accept(message, ((Reading.Asked) reading).request());
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
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
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
        context.getBean(Intake.class)
                .accept(List.of(new IncomingAlert("story", Labels.of(labels), Map.of(), START, null, "")));
        settle();
        return this;
    }

    /** What happened is written into Slack's threads, as far as it goes now. */
    Story threads() {
        for (int i = 0; i < 10; i++) {
            run("slackThreadWork");
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
            context.getBean("dispatcher", Work.class).run(() -> {});
            return jdbc.sql("select count(*) from delivery where state in ('pending', 'sending')")
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
        return context.getBean(WindowDesk.class);
    }

    /** How many different alerts each time of a window has held back, the latest first. */
    List<Long> held(MaintenanceWindow window) {
        return context
                .getBean(HeldAlerts.class)
                .counts(HeldBy.Kind.WINDOW, window.id().toString(), 10)
                .stream()
                .map(HeldAlerts.Count::alerts)
                .toList();
    }

    /** What stands where SSM does. */
    StoryMachine machine() {
        return StoryClock.MACHINE;
    }

    RemediationDesk remediations() {
        return context.getBean(RemediationDesk.class);
    }

    SilenceDesk silences() {
        return context.getBean(SilenceDesk.class);
    }

    IncidentDesk desk() {
        return context.getBean(IncidentDesk.class);
    }

    Regrouping regrouping() {
        return context.getBean(Regrouping.class);
    }

    /** The incident that is not resolved; exactly one must be. */
    Incident incident() {
        return desk().find(onlyOpen()).orElseThrow();
    }

    private UUID onlyOpen() {
        return jdbc.sql("select id from incident where state <> 'resolved'")
                .query(UUID.class)
                .single();
    }

    int openIncidents() {
        return jdbc.sql("select count(*) from incident where state <> 'resolved'")
                .query(Integer.class)
                .single();
    }

    JdbcClient jdbc() {
        return jdbc;
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
